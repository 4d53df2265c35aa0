/** A web ACL as its template describes it, and what a second engine says of a corpus of requests. */
package org.openemr.aws.security.waf;
