/** What the parts of a deployment wrote to CloudWatch Logs. */
package org.openemr.aws.operator.logs;
