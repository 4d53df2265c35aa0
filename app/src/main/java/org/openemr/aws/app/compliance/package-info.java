/** What the compliance packs say of a synthesis, read from the CDK's own report of it. */
package org.openemr.aws.app.compliance;
