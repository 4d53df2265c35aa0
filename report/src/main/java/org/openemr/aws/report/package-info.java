/** One page that shows an installation: its architecture, drawn from templates, and what else people ask of it. */
@NullMarked
package org.openemr.aws.report;

import org.jspecify.annotations.NullMarked;
