package org.openemr.aws.settings.waf;

import static org.openemr.aws.settings.waf.ManagedRuleGroup.COMMON;
import static org.openemr.aws.settings.waf.ManagedRuleGroup.SQL_INJECTION;

/**
 * The managed rules that ordinary work with a health record sets off: they count and label, and a rule after them blocks by the label
 * where that work does not happen. The corpus of requests in {@code security-stack} shows it.
 */
public enum CountedRule {

    /** FHIR narratives, C-CDA, letters, the metadata of an image. */
    SCRIPT_IN_BODY(COMMON, "CrossSiteScripting_BODY", "CrossSiteScripting_Body"),

    /** Notes that look like SQL, uploads whose bytes do. */
    SQL_IN_BODY(SQL_INJECTION, "SQLi_BODY", "SQLi_Body"),
    MORE_SQL_IN_BODY(SQL_INJECTION, "SQLiExtendedPatterns_BODY", "SQLiExtendedPatterns_Body"),

    /** Relative paths, such as those in an export. */
    FILE_IN_BODY(COMMON, "GenericLFI_BODY", "GenericLFI_Body"),

    /** Above 8 KB: every scan, every larger bundle. */
    LARGE_BODY(COMMON, "SizeRestrictions_BODY", "SizeRestrictions_Body"),

    /** An address of a client that listens on its own machine, RFC 8252, 7.3. */
    LOCAL_ADDRESS_IN_BODY(COMMON, "EC2MetaDataSSRF_BODY", "EC2MetaDataSSRF_Body"),
    LOCAL_ADDRESS_IN_QUERY(COMMON, "EC2MetaDataSSRF_QUERYARGUMENTS", "EC2MetaDataSSRF_QueryArguments"),

    /** An address with an IP address in it, for the same reason. */
    ADDRESS_IN_BODY(COMMON, "GenericRFI_BODY", "GenericRFI_Body"),
    ADDRESS_IN_QUERY(COMMON, "GenericRFI_QUERYARGUMENTS", "GenericRFI_QueryArguments"),

    /** Above 2,048 bytes: SMART scopes, FHIR searches. */
    LONG_QUERY(COMMON, "SizeRestrictions_QUERYSTRING", "SizeRestrictions_QueryString"),

    /** Programs that call an API. */
    NO_USER_AGENT(COMMON, "NoUserAgent_HEADER", "NoUserAgent_Header"),

    /** Names of scanners; monitoring may bear one. */
    SCANNER(COMMON, "UserAgent_BadBots_HEADER", "BadBots_Header");

    private final ManagedRuleGroup group;
    private final String ruleName;
    private final String label;

    CountedRule(ManagedRuleGroup group, String ruleName, String label) {
        this.group = group;
        this.ruleName = ruleName;
        this.label = label;
    }

    /** The group it is in. */
    public ManagedRuleGroup group() {
        return group;
    }

    /** The name that AWS WAF and its log use. */
    public String ruleName() {
        return ruleName;
    }

    /** The whole name of the label that it gives to a request. */
    public String label() {
        return group.label(label);
    }

    /** How {@code waf_count_rules} names it. */
    public String setting() {
        return group.setting(ruleName);
    }
}
