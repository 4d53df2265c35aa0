package org.openemr.aws.operator.imports;

/**
 * How much an archive may hold.
 *
 * @param entries files and directories
 * @param bytes of all files together, unpacked
 * @param ratio how many times larger than the archive its files may be, beyond a first part
 * @param free that first part, in bytes
 */
record ArchiveLimits(long entries, long bytes, long ratio, long free) {

    /** A large hospital's. */
    static final ArchiveLimits USUAL = new ArchiveLimits(2_000_000, 1L << 40, 100, 1L << 30);

    long mostUnpacked(long packed) {
        return packed * ratio + free;
    }
}
