/**
 * What CloudFormation does when an installation changes: templates before and after to the resources that are made, changed,
 * replaced and deleted, in which order, and what that puts at risk. Knows no CDK and asks nobody.
 */
package org.openemr.aws.plan;
