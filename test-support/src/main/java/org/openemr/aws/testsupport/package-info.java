/** What tests of several modules share: this checkout, its generated documents, and a server in the place of AWS. */
package org.openemr.aws.testsupport;
