/** What a compliance officer can check: read from the account and the deployed templates, and written as a folder with a manifest. */
package org.openemr.aws.operator.evidence;
