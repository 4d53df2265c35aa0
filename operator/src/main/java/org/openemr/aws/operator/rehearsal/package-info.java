/** The life of an installation on an emulator of AWS, on one machine and without an account. */
package org.openemr.aws.operator.rehearsal;
