/** What the page of an installation needs beside templates. */
@NullMarked
package org.openemr.aws.operator.report;

import org.jspecify.annotations.NullMarked;
