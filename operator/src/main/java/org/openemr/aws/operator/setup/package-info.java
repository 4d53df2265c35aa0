/** The first configuration: a few questions with good defaults. */
package org.openemr.aws.operator.setup;
