/** Removes what CloudFormation cannot, in throw-away environments. */
package org.openemr.aws.functions.cleanup;
