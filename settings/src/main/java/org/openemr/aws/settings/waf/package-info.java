/** The rules of the web ACL by the names that its log, its settings and the operator's commands use. */
package org.openemr.aws.settings.waf;
