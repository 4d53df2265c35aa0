/** The vault of copies of recovery points, in another region or another account. */
package org.openemr.aws.backupcopy;
