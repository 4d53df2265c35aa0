package org.openemr.aws.settings.waf;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule groups of AWS that the web ACL uses, with their rules as of November 2026: <a
 * href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html">baseline groups</a> and <a
 * href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html">groups for a use case</a>. AWS adds
 * rules; {@code group/rule} names one that is not here.
 */
public enum ManagedRuleGroup {
    COMMON(
            "AWSManagedRulesCommonRuleSet",
            "core-rule-set",
            List.of(
                    "NoUserAgent_HEADER",
                    "UserAgent_BadBots_HEADER",
                    "SizeRestrictions_QUERYSTRING",
                    "SizeRestrictions_Cookie_HEADER",
                    "SizeRestrictions_BODY",
                    "SizeRestrictions_URIPATH",
                    "EC2MetaDataSSRF_BODY",
                    "EC2MetaDataSSRF_COOKIE",
                    "EC2MetaDataSSRF_URIPATH",
                    "EC2MetaDataSSRF_QUERYARGUMENTS",
                    "GenericLFI_QUERYARGUMENTS",
                    "GenericLFI_URIPATH",
                    "GenericLFI_BODY",
                    "RestrictedExtensions_URIPATH",
                    "RestrictedExtensions_QUERYARGUMENTS",
                    "GenericRFI_QUERYARGUMENTS",
                    "GenericRFI_BODY",
                    "GenericRFI_URIPATH",
                    "CrossSiteScripting_COOKIE",
                    "CrossSiteScripting_QUERYARGUMENTS",
                    "CrossSiteScripting_BODY",
                    "CrossSiteScripting_URIPATH")),
    SQL_INJECTION(
            "AWSManagedRulesSQLiRuleSet",
            "sql-database",
            List.of(
                    "SQLi_QUERYARGUMENTS",
                    "SQLiExtendedPatterns_QUERYARGUMENTS",
                    "SQLi_BODY",
                    "SQLiExtendedPatterns_BODY",
                    "SQLiExtendedPatterns_HEADER",
                    "SQLiExtendedPatterns_URIPATH",
                    "SQLi_COOKIE",
                    "SQLi_URIPATH")),
    KNOWN_BAD_INPUTS(
            "AWSManagedRulesKnownBadInputsRuleSet",
            "known-bad-inputs",
            List.of(
                    "JavaDeserializationRCE_HEADER",
                    "JavaDeserializationRCE_BODY",
                    "JavaDeserializationRCE_URIPATH",
                    "JavaDeserializationRCE_QUERYSTRING",
                    "Host_localhost_HEADER",
                    "PROPFIND_METHOD",
                    "ExploitablePaths_URIPATH",
                    "Log4JRCE_HEADER",
                    "Log4JRCE_QUERYSTRING",
                    "Log4JRCE_BODY",
                    "Log4JRCE_URIPATH",
                    "ReactJSRCE_BODY"));

    private final String awsName;
    private final String labels;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> rules;

    ManagedRuleGroup(String awsName, String labels, List<String> rules) {
        this.awsName = awsName;
        this.labels = labels;
        this.rules = rules;
    }

    /** The name that AWS WAF and its log use. */
    public String awsName() {
        return awsName;
    }

    /** The whole name of a label that a rule of this group gives to a request. */
    public String label(String name) {
        return "awswaf:managed:aws:" + labels + ":" + name;
    }

    /** The names of its rules, in the order of the reference. */
    public List<String> rules() {
        return rules;
    }

    /** How {@code waf_count_rules} names a rule of this group: alone where it is known, with the group where it is not. */
    public String setting(String rule) {
        return rules.contains(rule) ? rule : awsName + "/" + rule;
    }

    /** The rule's own name, when this setting is about a rule of this group. */
    public Optional<String> ruleOf(String setting) {
        var beginning = awsName + "/";
        return setting.startsWith(beginning)
                ? Optional.of(setting.substring(beginning.length()))
                : Optional.of(setting).filter(rules::contains);
    }

    /** The group that AWS WAF calls so. */
    public static Optional<ManagedRuleGroup> named(String awsName) {
        return Stream.of(values())
                .filter(group -> group.awsName.equals(awsName))
                .findFirst();
    }
}
