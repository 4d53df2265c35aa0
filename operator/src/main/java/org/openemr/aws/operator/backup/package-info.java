/** Recovery points: taken, listed, restored beside what runs, and tried out. */
package org.openemr.aws.operator.backup;
