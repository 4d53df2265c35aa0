/** A second deployment to learn and to try things in, with patients whom nobody knows. */
@org.jspecify.annotations.NullMarked
package org.openemr.aws.operator.training;
