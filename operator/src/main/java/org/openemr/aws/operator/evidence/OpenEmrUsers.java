package org.openemr.aws.operator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.database.DataApi;

/** OpenEMR's users: how many have no second factor, and how many did not sign in for long. Names are told on request only. */
final class OpenEmrUsers {

    private static final List<String> COUNTS = List.of("what", "number");
    private static final List<String> NAMES = List.of("user", "second_factor", "last_sign_in");

    /** Those who can sign in; OpenEMR's own accounts, such as that of its background services, have no password. */
    static final String USERS = """
            SELECT u.username AS user, COUNT(m.method) AS factors, l.signed_in
            FROM users u JOIN users_secure s ON s.id = u.id LEFT JOIN login_mfa_registrations m ON m.user_id = u.id
              LEFT JOIN (SELECT user, MAX(date) AS signed_in FROM log
                WHERE event = 'login' AND success = 1 AND date > NOW() - INTERVAL 90 DAY GROUP BY user) l ON l.user = u.username
            WHERE u.active = 1 GROUP BY u.id, u.username, l.signed_in ORDER BY u.username""";

    private OpenEmrUsers() {}

    static ChapterSource source(Aws aws, DeployedValues values, boolean names) {
        return new ChapterSource(
                "users",
                "OpenEMR's users",
                "Active users of OpenEMR who have a password, whether they registered a second factor, and whether they signed in during the last"
                        + " 90 days, by the Data API.",
                source -> read(source, DataApi.asOpenEmr(aws, values).rows(USERS, Map.of()), names));
    }

    private static Chapter read(ChapterSource source, List<Map<String, Object>> users, boolean names) {
        var withoutFactor = users.stream().filter(user -> !hasFactor(user)).count();
        var dormant = users.stream().filter(user -> lastSignIn(user).isEmpty()).count();
        if (names) {
            return Chapter.of(
                    source, NAMES, users.stream().map(OpenEmrUsers::named).toList(), List.of());
        }
        var rows = new ArrayList<Map<String, String>>();
        rows.add(count("active users", users.size()));
        rows.add(count("without a second factor in OpenEMR", withoutFactor));
        rows.add(count("without a sign-in in 90 days", dormant));
        return Chapter.of(
                source,
                COUNTS,
                rows,
                List.of(
                        "`openemr evidence --names` tells who they are.",
                        "Who signs in before OpenEMR (setting sign_in) may have the second factor of that provider."));
    }

    private static Map<String, String> named(Map<String, Object> user) {
        return Row.of(
                NAMES,
                String.valueOf(user.get("user")),
                hasFactor(user) ? "yes" : "no",
                lastSignIn(user).isEmpty() ? "not in 90 days" : lastSignIn(user));
    }

    private static boolean hasFactor(Map<String, Object> user) {
        return Long.parseLong(String.valueOf(user.get("factors"))) > 0;
    }

    private static String lastSignIn(Map<String, Object> user) {
        return String.valueOf(Objects.requireNonNullElse(user.get("signed_in"), ""));
    }

    private static Map<String, String> count(String what, long number) {
        return Row.of(COUNTS, what, String.valueOf(number));
    }
}
