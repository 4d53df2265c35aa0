/** Several environments in one checkout: what they share is in cdk.json, and what each has otherwise in a file of its own. */
package org.openemr.aws.settings.environment;
