/** How results, progress and questions look: tables for people, JSON for scripts. */
package org.openemr.aws.operator.output;
