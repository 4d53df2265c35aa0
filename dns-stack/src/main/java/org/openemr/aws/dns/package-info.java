/** DnsStack: the domain's names, its certificate, mail out and mail in. */
package org.openemr.aws.dns;
