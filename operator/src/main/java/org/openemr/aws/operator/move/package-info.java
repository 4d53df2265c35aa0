/** A deployment that moves to another region. */
@org.jspecify.annotations.NullMarked
package org.openemr.aws.operator.move;
