package org.openemr.aws.operator.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/** MariaDB's newer collations, which MySQL does not know, and those of MySQL that are next to them. */
final class Collations {

    private static final Pattern NEWER = Pattern.compile("(utf8mb[34]_)?uca1400_\\w+", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITHOUT_PADDING = Pattern.compile("\\w+_nopad_(ci|bin)", Pattern.CASE_INSENSITIVE);

    private Collations() {}

    /** The token, or the collation of MySQL in its place. */
    static SqlToken known(SqlToken token) {
        if (token.kind() == SqlToken.Kind.SPACE || token.kind() == SqlToken.Kind.SIGN) {
            return token;
        }
        var name = token.unquoted();
        if (NEWER.matcher(name).matches()) {
            var isNarrow = name.toLowerCase(Locale.ROOT).startsWith("utf8mb3");
            return new SqlToken(
                    token.kind(), token.text().replace(name, isNarrow ? "utf8mb3_unicode_ci" : "utf8mb4_unicode_ci"));
        }
        return WITHOUT_PADDING.matcher(name).matches()
                ? new SqlToken(token.kind(), token.text().replaceFirst("(?i)_nopad", ""))
                : token;
    }
}
