package org.openemr.aws.security.waf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.settings.waf.ManagedRuleGroup;

/**
 * What the web ACL of a template does with one request. Limits of rate, which one request cannot reach, never block; what the managed
 * groups find is given.
 */
public final class WebAclModel {

    /** The labels of the rules that our rules ask for, as AWS documents them beside each rule. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("CrossSiteScripting_BODY", "core-rule-set:CrossSiteScripting_Body"),
            Map.entry("GenericLFI_BODY", "core-rule-set:GenericLFI_Body"),
            Map.entry("GenericRFI_BODY", "core-rule-set:GenericRFI_Body"),
            Map.entry("GenericRFI_QUERYARGUMENTS", "core-rule-set:GenericRFI_QueryArguments"),
            Map.entry("EC2MetaDataSSRF_BODY", "core-rule-set:EC2MetaDataSSRF_Body"),
            Map.entry("EC2MetaDataSSRF_QUERYARGUMENTS", "core-rule-set:EC2MetaDataSSRF_QueryArguments"),
            Map.entry("SizeRestrictions_BODY", "core-rule-set:SizeRestrictions_Body"),
            Map.entry("SizeRestrictions_QUERYSTRING", "core-rule-set:SizeRestrictions_QueryString"),
            Map.entry("NoUserAgent_HEADER", "core-rule-set:NoUserAgent_Header"),
            Map.entry("UserAgent_BadBots_HEADER", "core-rule-set:BadBots_Header"),
            Map.entry("SQLi_BODY", "sql-database:SQLi_Body"),
            Map.entry("SQLiExtendedPatterns_BODY", "sql-database:SQLiExtendedPatterns_Body"));

    private final SynthesisedTemplate template;
    private final List<JsonNode> rules;

    public WebAclModel(SynthesisedTemplate template) {
        this.template = template;
        rules = SynthesisedTemplate.elements(
                        template.onlyProperties("AWS::WAFv2::WebACL").path("Rules"))
                .sorted(Comparator.comparingInt(rule -> rule.path("Priority").asInt()))
                .toList();
    }

    /**
     * The rule that blocks a request.
     *
     * @param findings the rules of the managed groups that it sets off
     */
    public Optional<String> blocks(CorpusRequest request, Set<String> findings) {
        var labels = new HashSet<String>();
        for (var rule : rules) {
            var group = rule.path("Statement").path("ManagedRuleGroupStatement");
            var blocking = group.isMissingNode()
                    ? blockingByItself(rule, request, labels)
                    : blockingOfGroup(group, findings, labels);
            if (blocking.isPresent()) {
                return blocking;
            }
        }
        return Optional.empty();
    }

    private Optional<String> blockingByItself(JsonNode rule, CorpusRequest request, Set<String> labels) {
        if (!matches(rule.path("Statement"), request, labels)) {
            return Optional.empty();
        }
        if (rule.path("Action").has("Block")) {
            return Optional.of(rule.path("Name").asText());
        }
        label(rule, labels);
        return Optional.empty();
    }

    private static Optional<String> blockingOfGroup(JsonNode group, Set<String> findings, Set<String> labels) {
        var known = ManagedRuleGroup.named(group.path("Name").asText())
                .orElseThrow()
                .rules();
        for (var finding : findings) {
            if (!known.contains(finding)) {
                continue;
            }
            if (!isCounted(group, finding)) {
                return Optional.of(finding);
            }
            Optional.ofNullable(LABELS.get(finding)).ifPresent(label -> labels.add("awswaf:managed:aws:" + label));
        }
        return Optional.empty();
    }

    /** Gives a request the labels of a rule that it matches. */
    private static void label(JsonNode rule, Set<String> labels) {
        rule.path("RuleLabels").forEach(label -> labels.add(label.path("Name").asText()));
    }

    /** The limits of rate that a request counts for. */
    public Set<String> limits(CorpusRequest request) {
        var labels = new HashSet<String>();
        var limits = new TreeSet<String>();
        for (var rule : rules) {
            var limit = rule.path("Statement").path("RateBasedStatement");
            if (!limit.isMissingNode()) {
                var scope = limit.path("ScopeDownStatement");
                if (scope.isMissingNode() || matches(scope, request, labels)) {
                    limits.add(rule.path("Name").asText());
                }
            } else if (rule.has("RuleLabels") && matches(rule.path("Statement"), request, labels)) {
                label(rule, labels);
            }
        }
        return limits;
    }

    private static boolean isCounted(JsonNode group, String rule) {
        return SynthesisedTemplate.elements(group.path("RuleActionOverrides"))
                .anyMatch(override -> override.path("Name").asText().equals(rule)
                        && override.path("ActionToUse").has("Count"));
    }

    private boolean matches(JsonNode statement, CorpusRequest request, Set<String> labels) {
        var kind = statement.fieldNames().next();
        var of = statement.path(kind);
        return switch (kind) {
            case "AndStatement" ->
                SynthesisedTemplate.elements(of.path("Statements")).allMatch(part -> matches(part, request, labels));
            case "OrStatement" ->
                SynthesisedTemplate.elements(of.path("Statements")).anyMatch(part -> matches(part, request, labels));
            case "NotStatement" -> !matches(of.path("Statement"), request, labels);
            case "LabelMatchStatement" -> labels.contains(of.path("Key").asText());
            case "RegexMatchStatement" ->
                Pattern.compile(of.path("RegexString").asText())
                        .matcher(field(of, request))
                        .find();
            case "RegexPatternSetReferenceStatement" ->
                patterns(of.path("Arn")).stream()
                        .anyMatch(pattern -> pattern.matcher(field(of, request)).find());
            case "ByteMatchStatement" -> bytesMatch(of, field(of, request));
            case "RateBasedStatement" -> false;
            default -> throw new IllegalStateException("Our rules do not use " + kind + " yet");
        };
    }

    private static boolean bytesMatch(JsonNode statement, String field) {
        var wanted = statement.path("SearchString").asText();
        return statement.path("PositionalConstraint").asText().equals("EXACTLY")
                ? field.equals(wanted)
                : field.contains(wanted);
    }

    private static String field(JsonNode statement, CorpusRequest request) {
        var field = statement.path("FieldToMatch");
        var kind = field.fieldNames().next();
        var text = switch (kind) {
            case "UriPath" -> request.path();
            case "QueryString" -> request.query();
            case "Method" -> request.method();
            case "Body" ->
                request.body().substring(0, Math.min(8_192, request.body().length()));
            case "SingleHeader" ->
                request.header(field.path(kind).path("Name").asText()).orElse("");
            default -> throw new IllegalStateException("Our rules do not look at " + kind + " yet");
        };
        for (var transformation : statement.path("TextTransformations")) {
            text = Transformation.valueOf(transformation.path("Type").asText()).of(text);
        }
        return text;
    }

    private List<Pattern> patterns(JsonNode arn) {
        var set = arn.path("Fn::GetAtt").path(0).asText();
        return SynthesisedTemplate.elements(template.resources("AWS::WAFv2::RegexPatternSet")
                        .get(set)
                        .path("Properties")
                        .path("RegularExpressionList"))
                .map(pattern -> Pattern.compile(pattern.asText()))
                .toList();
    }
}
