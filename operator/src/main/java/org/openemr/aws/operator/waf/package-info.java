/** What the web ACL blocked. */
package org.openemr.aws.operator.waf;
