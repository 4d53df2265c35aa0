/** Gives OpenEMR new credentials, and takes the ones before away when nobody uses them any more. */
package org.openemr.aws.functions.rotation;
