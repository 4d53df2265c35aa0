/** The certificates by which tasks know the database, for those that cannot fetch them. */
package org.openemr.aws.functions.certificate;
