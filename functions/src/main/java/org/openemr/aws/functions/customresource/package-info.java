/** Handlers that CloudFormation calls as custom resources. */
package org.openemr.aws.functions.customresource;
