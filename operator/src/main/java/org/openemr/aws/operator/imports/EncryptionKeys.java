package org.openemr.aws.operator.imports;

import java.util.regex.Pattern;
import org.openemr.aws.operator.Failure;

/**
 * OpenEMR's two sets of keys, one in the table {@code keys} and one in files. That in the table encrypts documents from version 004 on, and
 * the files of version five on; that in files encrypts passwords and the audit log in the database, and before version 004 everything
 * (openemr/openemr, src/Common/Crypto/CryptoGen.php).
 */
public final class EncryptionKeys {

    private static final String TABLE = "keys";

    /** Keys in files that are not encrypted themselves. */
    private static final Pattern PLAIN = Pattern.compile("(one|two|three|four)[ab]?");

    private EncryptionKeys() {}

    /**
     * Sees that what is encrypted can be read.
     *
     * @throws Failure when its keys are missing
     */
    public static void require(DumpSummary dump, SiteSummary site) {
        var rows = dump.rows(TABLE);
        if (site.encrypted() > site.encryptedEarly() && rows == 0) {
            throw Failure.failed(
                    "%d documents are encrypted with keys of the table keys, and the dump has no rows of it: nobody could read them."
                            .formatted(site.encrypted() - site.encryptedEarly()));
        }
        if (site.encryptedEarly() > 0 && site.keys().isEmpty()) {
            throw Failure.failed(
                    "%d documents are encrypted with keys in documents/logs_and_misc/methods, and the archive has none: nobody could read them."
                            .formatted(site.encryptedEarly()));
        }
        if (rows == 0
                && site.keys().stream().anyMatch(key -> !PLAIN.matcher(key).matches())) {
            throw Failure.failed(
                    "The keys in documents/logs_and_misc/methods are encrypted with those of the table keys, and the dump has no rows of it: OpenEMR would stop at them.");
        }
    }

    /** What of them came, for people. */
    public static String words(DumpSummary dump, SiteSummary site) {
        if (dump.rows(TABLE) > 0 && site.keys().isEmpty()) {
            return "of the table only: passwords of mail and others that OpenEMR keeps encrypted are to be typed again";
        }
        return "%d in the table, %d in files"
                .formatted(dump.rows(TABLE), site.keys().size());
    }
}
