/** Looks into what a restore testing plan of AWS Backup restored, and says whether it is what people would want back. */
package org.openemr.aws.functions.restoretest;
