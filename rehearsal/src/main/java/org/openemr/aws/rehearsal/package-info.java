/** Runs functions for Java where an emulator of AWS cannot. */
package org.openemr.aws.rehearsal;
