package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.settings.InvalidValueException;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.installation.InstallationSettings;

/** What an editor that knows docs/cdk.schema.json says of a configuration. */
class SchemaTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Schema SCHEMA = schema();

    /** What no pattern tells, in the words of the program: relations between the parts of a value. */
    private static final List<String> BEYOND_A_PATTERN = List.of(
            "is an address inside a block",
            "of which one is inside of the other",
            "twice",
            // Of an IPv6 block only the characters are looked at.
            "is not an IPv6 block",
            // The library of mail addresses and names counts what a pattern would have to count for each label.
            "is not a private block");

    static Stream<Map<String, Object>> accepted() {
        return Stream.concat(
                Stream.of(Configuration.values()).map(Configuration::settings),
                ConfigurationSpace.configurations().values().stream().map(ConfigurationSpace::settings));
    }

    /** What the program accepts has no mark. */
    @ParameterizedTest
    @MethodSource
    void accepted(Map<String, Object> settings) throws IOException {
        assertThat(errors(settings)).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "security_group_ip_range_ipv4 | 203.0.113.0/24, 198.51.100.7/32",
                "security_group_ip_range_ipv6 | 2001:db8::/32",
                "private_subnet_ids | subnet-00000001,subnet-00000002",
                "compliance_packs | AwsSolutions, HIPAA.Security",
                "monitoring_email | O'Neill+alerts@Clinic.Example.org",
                "openemr_image | 444455556666.dkr.ecr.us-west-2.amazonaws.com/mirror/openemr",
                "waf_rate_limit | 500",
                "aurora_min_capacity | 0.5",
                "certificate_arn | null",
            })
    void acceptsTextsToo(String key, String value) throws IOException {
        assertThat(errors(Map.of(key, value))).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "deployment_name | Clinic",
                "deployment_name | a--b",
                "deployment_name | a-very-long-name-indeed",
                "data_on_destroy | keep",
                "enable_monitoring_alarms | yes",
                "compliance_packs | AwsSolutions,Unknown",
                "monitoring_email | nobody",
                "waf_rate_limit | many",
                "waf_count_rules | sqli_body",
                "waf_allowed_user_agents | bot",
                "permissions_boundary_arn | boundary",
                "bootstrap_qualifier | elevenchars",
                "vpc_id | vpc-1",
                "private_subnet_ids | vpc-00000001",
                "load_balancer_scheme | private",
                "vpc_cidr | 8.8.0.0/16",
                "vpc_cidr | 10.0.0.0/28",
                "availability_zones | two",
                "availability_zone_names | use1-az1,use1-az2",
                "security_group_ip_range_ipv4 | auto",
                "security_group_ip_range_ipv4 | 203.0.113.7",
                "security_group_ip_range_ipv6 | 203.0.113.0/24",
                "certificate_arn | arn:aws:iam::111122223333:server-certificate/a",
                "tls_policy | ELBSecurityPolicy-2016-08",
                "site_host_name | https://emr.example.org",
                "route53_domain | https://example.org",
                "route53_domain | example",
                "route53_hosted_zone_id | example.org",
                "email_forwarding_address | clinic",
                "ses_receipt_rule_set | -shared",
                "sign_in | saml",
                "sign_in_session_hours | many",
                "sign_in_open_paths | /*",
                "sign_in_open_paths | /interface/*",
                "oidc_issuer | http://login.example.net",
                "oidc_token_endpoint | https://login",
                "oidc_client_secret_arn | sign-in",
                "oidc_scope | email",
                "aurora_engine_version | 5.7",
                "restore_sites_file_system_id | sites",
                "openemr_version | latest",
                "openemr_image | openemr:8.4.1 ",
                "openemr_service_fargate_cpu | 1000",
                "no_such_key | 1",
            })
    void refuses(String key, String value) throws IOException {
        assertThat(errors(Map.of(key, value))).isNotEmpty();
    }

    /** What the program refuses of one key, for whatever is written for any key somewhere, and for what is often written wrongly. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void refusesWhatTheProgramRefusesAndNoMore(Setting<?> setting) throws IOException {
        var wrong = new ArrayList<String>();
        for (var value :
                values().stream().filter(value -> !isWrittenOddly(value)).toList()) {
            var refused = refusal(setting, value);
            var marked = !errors(singleton(setting.key(), value)).isEmpty();
            if (refused.isPresent() && !marked && BEYOND_A_PATTERN.stream().noneMatch(refused.get()::contains)) {
                wrong.add("accepted, though it " + refused.get() + ": " + value);
            }
            if (refused.isEmpty() && marked) {
                wrong.add("marked, though it is accepted: " + value);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Blanks at the ends, zeros in front, brackets around a text with commas: the program looks past them. */
    private static boolean isWrittenOddly(Object value) {
        return value instanceof String text
                && (!text.equals(text.strip()) || text.startsWith("[") || text.matches("0[0-9].*|.*/0[0-9].*"));
    }

    private static Optional<String> refusal(Setting<?> setting, Object value) {
        if (value instanceof String text && (text.isBlank() || text.strip().equals("null"))) {
            return Optional.empty();
        }
        try {
            setting.type().parse(value);
            return Optional.empty();
        } catch (InvalidValueException e) {
            return Optional.of(e.whatIsWrong());
        }
    }

    private static Map<String, Object> singleton(String key, Object value) {
        return Map.of(key, value);
    }

    private static Stream<Setting<?>> settings() {
        return InstallationSettings.all();
    }

    /** Every value of any setting in any configuration, as it is and as text, with what is near it. */
    private static Set<Object> values() {
        var values = new LinkedHashSet<Object>(List.of(
                -1,
                0,
                0.3,
                0.5,
                1,
                1.5,
                2,
                3,
                4,
                5,
                7,
                9,
                10,
                31,
                36,
                60,
                61,
                100,
                101,
                255,
                256,
                257,
                365,
                999,
                1000,
                4000,
                4001,
                300_000,
                300_001,
                31_536_001,
                2_000_000_001L,
                4_294_967_296L,
                true,
                false,
                "yes",
                "True",
                "on",
                "-1",
                "1e3",
                "1.5",
                "2.5",
                "0.25",
                "99999999999",
                List.of(),
                List.of(1),
                List.of("x"),
                List.of("x", "x"),
                Map.of(),
                Map.of("a", 1),
                "*",
                "a,b",
                "a,,b",
                "999.1.1.1/24",
                "203.0.113.0/33",
                "203.0.113.0",
                "203.0.113.256/32",
                "10.0.0.0/8",
                "10.1.2.0/25",
                "172.32.0.0/16",
                "192.168.0.0/24",
                "2001:db8::/129",
                "2001:db8::/32",
                "::/0",
                "0.0.0.0/0",
                "2026-02-30",
                "2026-13-01",
                "2026-04-31",
                "2026-1-1",
                "2026-12-31",
                "x".repeat(600)));
        Stream.concat(
                        Stream.of(Configuration.values()).map(Configuration::settings),
                        ConfigurationSpace.configurations().values().stream())
                .flatMap(settings -> settings.values().stream())
                .filter(Objects::nonNull)
                .forEach(values::add);
        List.copyOf(values).stream().filter(value -> !(value instanceof Map)).forEach(value -> {
            var text = String.valueOf(value);
            values.addAll(List.of(text, " " + text, text + " ", text + "x", "x" + text, text + "," + text, text + "0"));
        });
        return values;
    }

    /** The patterns of a schema are JavaScript's: neither flags nor classes of Java. */
    @Test
    void hasNoPatternsOfJavaAlone() {
        assertThat(ConfigurationReference.schema().content()).doesNotContain("(?i", "\\\\p{", "\\\\Q", "(?<");
    }

    private static List<Error> errors(Map<String, ?> context) throws IOException {
        return SCHEMA.validate(MAPPER.writeValueAsString(Map.of("context", context)), InputFormat.JSON);
    }

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ConfigurationReference.schema().content(), InputFormat.JSON);
    }
}
