/** Restore tests: that backups can be restored is proven each month, and not believed. */
package org.openemr.aws.recovery;
