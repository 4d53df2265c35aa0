/** What has to be right before a deployment, on this machine and in the account. */
package org.openemr.aws.operator.doctor;
