/** Where interface endpoints can be placed. */
package org.openemr.aws.functions.endpoint;
