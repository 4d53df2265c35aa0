package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration.FieldToMatchProperty;

/** The parts of a request that never reach the WAF log: credentials, and the query string, which may name patients. */
final class RedactedFields {

    static final List<FieldToMatchProperty> ALL = List.of(
            header("authorization"),
            header("cookie"),
            FieldToMatchProperty.builder().queryString(Map.of()).build());

    private RedactedFields() {}

    private static FieldToMatchProperty header(String name) {
        return FieldToMatchProperty.builder().singleHeader(Map.of("Name", name)).build();
    }
}
