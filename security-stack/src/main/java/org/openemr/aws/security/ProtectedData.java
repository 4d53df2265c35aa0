package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DataProtectProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DataProtectionConfigProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.FieldToProtectProperty;

/**
 * The parts of a request that never reach the WAF log: credentials, the query string, which may name patients, and the body, of which a
 * rule against SQL or scripts would quote what it found. The address without its query string does reach it, because without it nobody
 * could say what was blocked; a FHIR path has the identifier of a patient's record in it.
 */
final class ProtectedData {

    /** Credentials, and the address of the page before, whose query names patients as well. */
    private static final List<String> HEADERS = List.of("authorization", "cookie", "apicsrftoken", "referer");

    /**
     * What the log has in place of these fields is the text {@code REDACTED}.
     *
     * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html">LoggingConfiguration</a>
     */
    static final List<CfnLoggingConfiguration.FieldToMatchProperty> REDACTED_FIELDS = Stream.concat(
                    HEADERS.stream().map(ProtectedData::redactedHeader),
                    Stream.of(CfnLoggingConfiguration.FieldToMatchProperty.builder()
                            .queryString(Map.of())
                            .build()))
            .toList();

    /**
     * The same for what rules say of a match, and for the body, which a logging configuration cannot redact.
     *
     * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/data-protection-masking.html">data protection</a>
     */
    static final DataProtectionConfigProperty CONFIGURATION = DataProtectionConfigProperty.builder()
            .dataProtections(List.of(
                    substituted(FieldToProtectProperty.builder()
                            .fieldType("SINGLE_HEADER")
                            .fieldKeys(HEADERS)
                            .build()),
                    substituted(FieldToProtectProperty.builder()
                            .fieldType("QUERY_STRING")
                            .build()),
                    substituted(
                            FieldToProtectProperty.builder().fieldType("BODY").build())))
            .build();

    private ProtectedData() {}

    private static CfnLoggingConfiguration.FieldToMatchProperty redactedHeader(String name) {
        return CfnLoggingConfiguration.FieldToMatchProperty.builder()
                .singleHeader(Map.of("Name", name))
                .build();
    }

    private static DataProtectProperty substituted(FieldToProtectProperty field) {
        return DataProtectProperty.builder().field(field).action("SUBSTITUTION").build();
    }
}
