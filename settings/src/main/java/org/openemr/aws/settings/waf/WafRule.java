package org.openemr.aws.settings.waf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The web ACL's own rules that block, and the managed rules whose counting each of them makes a block of. */
public enum WafRule {

    /** An address sends more than {@code waf_rate_limit}. */
    RATE_LIMIT,

    /** An address tries to sign in, or to get a token, more often than {@code waf_sign_in_rate_limit}. */
    SIGN_IN_RATE_LIMIT,

    /** A path with steps back, when some paths are open to those who did not sign in before OpenEMR. */
    STEPS_IN_PATH,

    /** The form of OpenEMR's sign-in page, sent to another page than its own, in the same case. */
    SIGN_IN_ELSEWHERE,

    /** A body where nobody is signed in, which nobody has reason to send there. */
    BODY_BEFORE_SIGN_IN(
            CountedRule.SCRIPT_IN_BODY,
            CountedRule.SQL_IN_BODY,
            CountedRule.MORE_SQL_IN_BODY,
            CountedRule.FILE_IN_BODY),

    /** More than 8 KB there, of which the web ACL sees the first 8 only; except the registration of a client. */
    LARGE_BODY_BEFORE_SIGN_IN(CountedRule.LARGE_BODY),

    /** An address in the body of an attempt to sign in. */
    ADDRESS_BEFORE_SIGN_IN(CountedRule.LOCAL_ADDRESS_IN_BODY, CountedRule.ADDRESS_IN_BODY),

    /** An address in a query, except that of a client to the authorisation server. */
    ADDRESS_IN_QUERY(CountedRule.LOCAL_ADDRESS_IN_QUERY, CountedRule.ADDRESS_IN_QUERY),

    /** A link-local address, where credentials may be, sent to the authorisation server. */
    METADATA_ADDRESS,

    /** A long query, except to APIs and to the authorisation server. */
    LONG_QUERY(CountedRule.LONG_QUERY),

    /** No user agent, except to APIs and to the authorisation server. */
    NO_USER_AGENT(CountedRule.NO_USER_AGENT),

    /** The user agent of a scanner that is not allowed. */
    SCANNERS(CountedRule.SCANNER),

    /** The user agent of a bot that is not allowed. */
    BOT_USER_AGENTS;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<CountedRule> counted;

    WafRule(CountedRule... counted) {
        this.counted = List.of(counted);
    }

    /** The name in the web ACL and in its log, and the end of its metric's: {@code RateLimit}. */
    public String ruleName() {
        return Stream.of(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** The managed rules that it blocks by, if it does. */
    public List<CountedRule> counted() {
        return counted;
    }

    /** The rule that the log calls so. */
    public static Optional<WafRule> named(String ruleName) {
        return Stream.of(values())
                .filter(rule -> rule.ruleName().equals(ruleName))
                .findFirst();
    }
}
