package org.openemr.aws.security.waf;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The managed rules whose whole condition, or examples of it, AWS documents: <a
 * href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html">baseline groups</a>.
 */
final class DocumentedRules {

    private static final Pattern LOG4J = Pattern.compile("\\$\\{jndi:(ldap|rmi|dns)");
    private static final Pattern UNSAFE_EXTENSION = Pattern.compile("\\.(log|ini)$");
    private static final Pattern METADATA = Pattern.compile("169\\.254\\.|//localhost|127\\.0\\.0\\.1");

    private static final Map<String, Predicate<CorpusRequest>> RULES = Map.ofEntries(
            Map.entry(
                    "NoUserAgent_HEADER",
                    request -> request.header("User-Agent").isEmpty()),
            Map.entry("SizeRestrictions_QUERYSTRING", request -> request.query().length() > 2_048),
            Map.entry(
                    "SizeRestrictions_Cookie_HEADER",
                    request -> request.header("Cookie").orElse("").length() > 10_240),
            Map.entry("SizeRestrictions_BODY", request -> request.body().length() > 8_192),
            Map.entry("SizeRestrictions_URIPATH", request -> request.path().length() > 1_024),
            Map.entry("PROPFIND_METHOD", request -> request.method().equals("PROPFIND")),
            Map.entry(
                    "Host_localhost_HEADER",
                    request -> request.header("Host").orElse("").equals("localhost")),
            Map.entry(
                    "RestrictedExtensions_URIPATH",
                    request -> UNSAFE_EXTENSION.matcher(request.path()).find()),
            Map.entry(
                    "RestrictedExtensions_QUERYARGUMENTS",
                    request -> Stream.of(request.query().split("&", -1))
                            .anyMatch(argument ->
                                    UNSAFE_EXTENSION.matcher(argument).find())),
            Map.entry("Log4JRCE_QUERYSTRING", request -> finds(LOG4J, request.query())),
            Map.entry("Log4JRCE_BODY", request -> finds(LOG4J, request.body())),
            Map.entry(
                    "Log4JRCE_HEADER",
                    request -> request.headers().values().stream().anyMatch(value -> finds(LOG4J, value))),
            Map.entry("EC2MetaDataSSRF_BODY", request -> finds(METADATA, request.body())),
            Map.entry("EC2MetaDataSSRF_QUERYARGUMENTS", request -> finds(METADATA, request.query())));

    private DocumentedRules() {}

    /** The rules that a request sets off. */
    static Stream<String> matching(CorpusRequest request) {
        return RULES.entrySet().stream()
                .filter(rule -> rule.getValue().test(request))
                .map(Map.Entry::getKey);
    }

    private static boolean finds(Pattern pattern, String text) {
        return pattern.matcher(Transformation.URL_DECODE.of(text)).find();
    }
}
