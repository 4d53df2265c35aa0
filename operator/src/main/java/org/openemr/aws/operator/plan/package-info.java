/** What a deployment would do: the templates that are deployed and those that are wanted, and the words for the difference. */
package org.openemr.aws.operator.plan;
