/** Spark jobs over exports of the database of OpenEMR. */
package org.openemr.aws.jobs;
