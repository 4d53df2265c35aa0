package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an editor that knows docs/cdk.schema.json says of a configuration. */
class SchemaTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Schema SCHEMA = schema();

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
