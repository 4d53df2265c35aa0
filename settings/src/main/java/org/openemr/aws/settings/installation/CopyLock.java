package org.openemr.aws.settings.installation;

/**
 * What keeps copies of recovery points from being deleted: <a
 * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html">AWS Backup Vault Lock</a> in one of its modes, or a <a
 * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html">logically air-gapped vault</a>.
 */
public enum CopyLock {
    /** Those who may take off the lock may delete. */
    GOVERNANCE,
    /** Nobody deletes, once the cooling-off is over. */
    COMPLIANCE,
    /** Nobody deletes, from the first copy on. */
    AIR_GAPPED
}
