package org.openemr.aws.operator.imports;

import java.util.List;

/**
 * The files of a site.
 *
 * @param root where it lies in the archive
 * @param files how many come along
 * @param bytes how large they are together
 * @param documents how many of them are documents of patients
 * @param encrypted how many of those OpenEMR has encrypted
 * @param encryptedEarly how many of these in the way of versions 001 to 003
 * @param keys the names of the files with the keys of the drive
 * @param code programs, which do not come along unless they are wanted
 * @param caches files that OpenEMR makes anew, which do not come along
 */
public record SiteSummary(
        String root,
        long files,
        long bytes,
        long documents,
        long encrypted,
        long encryptedEarly,
        List<String> keys,
        List<String> code,
        long caches) {}
