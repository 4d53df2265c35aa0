/** Runs one ECS task for a CloudFormation deployment and waits for its end. */
package org.openemr.aws.functions.taskrun;
