/** Exports for analysis: files and database to S3. */
package org.openemr.aws.functions.export;
