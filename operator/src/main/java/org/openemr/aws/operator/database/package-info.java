/** The database through the RDS Data API, and through a tunnel. */
package org.openemr.aws.operator.database;
