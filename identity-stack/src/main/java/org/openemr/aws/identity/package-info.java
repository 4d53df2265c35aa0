/** IdentityStack: who signs in before OpenEMR, with Amazon Cognito. */
package org.openemr.aws.identity;
