package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AndStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BodyProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ByteMatchStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.FieldToMatchProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.LabelMatchStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.NotStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OrStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RegexMatchStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RegexPatternSetReferenceStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.TextTransformationProperty;

/** What a rule of the web ACL asks of a request. */
final class Statements {

    private static final FieldToMatchProperty BODY = FieldToMatchProperty.builder()
            .body(BodyProperty.builder().oversizeHandling("CONTINUE").build())
            .build();
    private static final FieldToMatchProperty QUERY =
            FieldToMatchProperty.builder().queryString(Map.of()).build();

    private Statements() {}

    static StatementProperty all(StatementProperty... statements) {
        return StatementProperty.builder()
                .andStatement(AndStatementProperty.builder()
                        .statements(List.of(statements))
                        .build())
                .build();
    }

    /** One statement stands for itself: AWS WAF wants two or more alternatives. */
    static StatementProperty any(List<StatementProperty> statements) {
        return statements.size() == 1
                ? statements.get(0)
                : StatementProperty.builder()
                        .orStatement(OrStatementProperty.builder()
                                .statements(statements)
                                .build())
                        .build();
    }

    static StatementProperty not(StatementProperty statement) {
        return StatementProperty.builder()
                .notStatement(
                        NotStatementProperty.builder().statement(statement).build())
                .build();
    }

    /** A label that a rule before this one has given. */
    static StatementProperty label(String name) {
        return StatementProperty.builder()
                .labelMatchStatement(LabelMatchStatementProperty.builder()
                        .scope("LABEL")
                        .key(name)
                        .build())
                .build();
    }

    /** The path as the web server sees it: decoded, without double slashes and steps. */
    static StatementProperty path(String regex) {
        return regex(regex, FieldToMatchProperty.builder().uriPath(Map.of()).build(), "URL_DECODE", "NORMALIZE_PATH");
    }

    /** The path as it is sent, decoded: with its double slashes and steps. */
    static StatementProperty pathAsSent(String regex) {
        return regex(regex, FieldToMatchProperty.builder().uriPath(Map.of()).build(), "URL_DECODE");
    }

    /** The query, decoded as a whole. */
    static StatementProperty query(String regex) {
        return regex(regex, QUERY, "URL_DECODE");
    }

    /** A user agent, in lower case, that fits a pattern of the set. */
    static StatementProperty userAgent(String patternSetArn) {
        return StatementProperty.builder()
                .regexPatternSetReferenceStatement(RegexPatternSetReferenceStatementProperty.builder()
                        .arn(patternSetArn)
                        .fieldToMatch(FieldToMatchProperty.builder()
                                .singleHeader(Map.of("Name", "user-agent"))
                                .build())
                        .textTransformations(transformations("LOWERCASE"))
                        .build())
                .build();
    }

    static StatementProperty method(String method) {
        return bytes(
                "EXACTLY",
                method,
                FieldToMatchProperty.builder().method(Map.of()).build(),
                "NONE");
    }

    /** In the first 8 KB of the body, decoded as a form and as JSON. */
    static StatementProperty bodyContains(String text) {
        return bytes("CONTAINS", text, BODY, "URL_DECODE", "JS_DECODE");
    }

    static StatementProperty queryContains(String text) {
        return bytes("CONTAINS", text, QUERY, "URL_DECODE");
    }

    private static StatementProperty regex(String regex, FieldToMatchProperty field, String... transformations) {
        return StatementProperty.builder()
                .regexMatchStatement(RegexMatchStatementProperty.builder()
                        .fieldToMatch(field)
                        .regexString(regex)
                        .textTransformations(transformations(transformations))
                        .build())
                .build();
    }

    private static StatementProperty bytes(
            String where, String text, FieldToMatchProperty field, String... transformations) {
        return StatementProperty.builder()
                .byteMatchStatement(ByteMatchStatementProperty.builder()
                        .positionalConstraint(where)
                        .searchString(text)
                        .fieldToMatch(field)
                        .textTransformations(transformations(transformations))
                        .build())
                .build();
    }

    private static List<TextTransformationProperty> transformations(String... types) {
        return IntStream.range(0, types.length)
                .mapToObj(index -> TextTransformationProperty.builder()
                        .priority(index)
                        .type(types[index])
                        .build())
                .toList();
    }
}
