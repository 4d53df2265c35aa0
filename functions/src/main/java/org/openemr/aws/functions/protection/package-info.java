/** Protects stores in ways that their own resources in a template do not offer. */
package org.openemr.aws.functions.protection;
