/** Roles for AWS services, and how policies are kept. */
package org.openemr.aws.constructs.permission;
