/** The security layer: keys, web ACL, audit trail, administrator's secret and alert topics. */
package org.openemr.aws.security;
