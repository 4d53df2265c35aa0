/** The command line of the CDK, as the operator runs it. */
package org.openemr.aws.operator.deploy;
