package org.openemr.aws.settings.openemr;

import static org.openemr.aws.settings.YesNo.YES_NO;
import static org.openemr.aws.settings.openemr.KnownGlobal.optional;
import static org.openemr.aws.settings.openemr.KnownGlobal.recommended;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.WholeNumber;

/**
 * The settings of OpenEMR that serve HIPAA's technical safeguards, and those that a practice sets first. Names, values and OpenEMR's own
 * defaults are those of openemr/openemr, {@code library/globals.inc.php}, 7.0.3 and a development state of 8.x; set-up checks each name in
 * the version that runs. OpenEMR has no setting that demands or recalls a second factor: each user sets it up.
 */
public final class KnownGlobals {

    private static final String AUTOMATIC_LOGOFF = "164.312(a)(2)(iii)";
    private static final String AUDIT_CONTROLS = "164.312(b)";
    private static final String AUTHENTICATION = "164.312(d)";
    private static final String ACCESS_CONTROL = "164.312(a)(1)";

    private static final int DAY = 86_400;

    /** In the order of the reference. */
    public static final List<KnownGlobal> ALL = List.of(
            recommended(
                    "timeout",
                    new WholeNumber(60, DAY),
                    900,
                    AUTOMATIC_LOGOFF,
                    "Seconds without activity after which a user is signed out. OpenEMR's own default is two hours."),
            recommended(
                    "portal_timeout",
                    new WholeNumber(60, DAY),
                    900,
                    AUTOMATIC_LOGOFF,
                    "The same in the patient portal. OpenEMR's own default is half an hour."),
            recommended(
                    "secure_password",
                    YES_NO,
                    true,
                    AUTHENTICATION,
                    "A password has a digit, a lower-case and an upper-case letter and a special character."),
            recommended(
                    "gbl_minimum_password_length",
                    new WholeNumber(9, 20),
                    12,
                    AUTHENTICATION,
                    "Characters of a password at least. OpenEMR's own default is 9."),
            recommended(
                    "password_history",
                    new WholeNumber(0, 5),
                    5,
                    AUTHENTICATION,
                    "How many earlier passwords may not be used again."),
            recommended(
                    "password_expiration_days",
                    new WholeNumber(0, 3650),
                    180,
                    AUTHENTICATION,
                    "Days after which a password must be changed; 0 for never."),
            recommended(
                    "password_grace_time",
                    new WholeNumber(0, 365),
                    7,
                    AUTHENTICATION,
                    "Days in which somebody may sign in with an expired password. OpenEMR's own default is 30."),
            recommended(
                    "password_max_failed_logins",
                    new WholeNumber(1, 100),
                    5,
                    AUTHENTICATION,
                    "Failed sign-ins after which a user is locked out. OpenEMR's own default is 20."),
            recommended(
                    "time_reset_password_max_failed_logins",
                    new WholeNumber(0, DAY),
                    1800,
                    AUTHENTICATION,
                    "Seconds after which the lock ends; 0 when an administrator must end it. OpenEMR's own default is an hour."),
            recommended("enable_auditlog", YES_NO, true, AUDIT_CONTROLS, "Events are recorded at all."),
            recommended(
                    "audit_events_patient-record", YES_NO, true, AUDIT_CONTROLS, "Changes of patients' records are."),
            recommended("audit_events_scheduling", YES_NO, true, AUDIT_CONTROLS, "Changes of appointments are."),
            recommended("audit_events_order", YES_NO, true, AUDIT_CONTROLS, "Orders are."),
            recommended("audit_events_lab-results", YES_NO, true, AUDIT_CONTROLS, "Results of laboratories are."),
            recommended(
                    "audit_events_security-administration",
                    YES_NO,
                    true,
                    AUDIT_CONTROLS,
                    "Administration of users and rights is."),
            recommended("audit_events_backup", YES_NO, true, AUDIT_CONTROLS, "Backups by OpenEMR are."),
            recommended("audit_events_other", YES_NO, true, AUDIT_CONTROLS, "Everything else that changes data is."),
            recommended(
                    "audit_events_query",
                    YES_NO,
                    true,
                    AUDIT_CONTROLS,
                    "Reading is, hence who looked at which record; the larger part of the log."),
            recommended("audit_events_http-request", YES_NO, true, AUDIT_CONTROLS, "Each page that a user opens is."),
            recommended(
                    "gbl_force_log_breakglass",
                    YES_NO,
                    true,
                    "164.312(a)(2)(ii)",
                    "Everything that an emergency user does is recorded, whatever else is switched off."),
            recommended(
                    "api_log_option",
                    new WholeNumber(0, 2),
                    2,
                    AUDIT_CONTROLS,
                    "What is recorded of calls of the APIs: 0 nothing, 1 little, 2 requests and answers."),
            recommended(
                    "oauth_password_grant",
                    new WholeNumber(0, 3),
                    0,
                    ACCESS_CONTROL,
                    "Whether clients of the APIs may ask with a user's password: 0 no, 1 for users, 2 for patients, 3 for both."),
            optional(
                    "gbl_time_zone",
                    TimeZoneName.TIME_ZONE,
                    AUDIT_CONTROLS,
                    "The practice's time zone; UTC without it, also in the audit log."),
            optional(
                    "language_default",
                    Text.of(
                            "language",
                            "[^\\x00-\\x1f\\x7f]{1,100}",
                            "a language as OpenEMR's list names it, such as English (Standard)"),
                    "",
                    "The language of whoever chose none."),
            optional(
                    "openemr_name",
                    Text.of("text", "[^\\x00-\\x1f\\x7f]{1,100}", "a text of at most 100 characters"),
                    "",
                    "The name in the title of the browser."));

    private KnownGlobals() {}

    static Optional<KnownGlobal> find(String name) {
        return ALL.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    /** What {@code cdk.json} has, as it is written there; an installation that has another file keeps what it has. */
    public static Map<String, Object> recommendations() {
        var values = new LinkedHashMap<String, Object>();
        ALL.forEach(known -> known.recommended().ifPresent(value -> values.put(known.name(), value)));
        return values;
    }
}
