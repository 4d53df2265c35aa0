/** The operator's command line: what starts it, and what commands share. */
package org.openemr.aws.operator;
