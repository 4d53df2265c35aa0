/** How a finding of a compliance pack is accepted, beside the resource. */
package org.openemr.aws.constructs.compliance;
