/** Running tasks of OpenEMR, and sessions in them. */
package org.openemr.aws.operator.tasks;
