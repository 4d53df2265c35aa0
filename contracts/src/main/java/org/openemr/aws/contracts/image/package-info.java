/** What this project takes for granted of OpenEMR's container image. */
package org.openemr.aws.contracts.image;
