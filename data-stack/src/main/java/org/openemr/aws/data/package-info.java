/** The data layer: database, cache, file systems and backups. */
package org.openemr.aws.data;
