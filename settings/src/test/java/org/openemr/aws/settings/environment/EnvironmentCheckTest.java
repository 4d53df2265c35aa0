package org.openemr.aws.settings.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.testsupport.CdkJson;

class EnvironmentCheckTest {

    private static final Map<String, Object> STAGING =
            Map.of("expected_account", "111122223333", "expected_region", "us-east-1", "waf_rate_limit", 500);
    private static final Map<String, Object> PRODUCTION =
            Map.of("expected_account", "444455556666", "expected_region", "us-east-1");

    @TempDir
    private Path directory;

    @Test
    void findsNothingWrongWithTwoThatAreApart() throws IOException {
        assertThat(problems(Map.of(), STAGING, PRODUCTION)).isEmpty();
    }

    @Test
    void findsNothingWhereThereIsNone() throws IOException {
        write("cdk.json", CdkJson.settings());
        assertThat(new EnvironmentCheck(new EnvironmentFiles(directory)).problems())
                .isEmpty();
    }

    /** A key that is copied is forgotten when the common one changes. */
    @Test
    void refusesWhatIsSaidTwice() throws IOException {
        assertThat(problems(Map.of(), with(STAGING, "availability_zones", 2), PRODUCTION))
                .containsExactly("staging availability_zones: is the same in cdk.json");
    }

    @Test
    void refusesWhatCouldGoAnywhere() throws IOException {
        assertThat(problems(Map.of(), Map.of("waf_rate_limit", 500), PRODUCTION))
                .hasSize(2)
                .allMatch(problem -> problem.matches("staging expected_(account|region): is not said.*"));
        // For all is enough.
        assertThat(problems(
                        Map.of("expected_region", "us-east-1"),
                        Map.of("expected_account", "111122223333"),
                        Map.of("expected_account", "444455556666")))
                .isEmpty();
    }

    @Test
    void appliesTheRulesOfSettingsToEach() throws IOException {
        assertThat(problems(Map.of(), with(STAGING, "avalability_zones", 3), with(PRODUCTION, "availability_zones", 4)))
                .containsExactlyInAnyOrder(
                        "staging avalability_zones: there is no such key",
                        "production availability_zones: is out of range");
    }

    @Test
    void refusesTwoThatWouldBeOne() throws IOException {
        assertThat(problems(Map.of(), STAGING, STAGING))
                .containsExactly("staging deployment_name: is the name of production in the same account and region");
    }

    @Test
    void refusesOneAddressAndOneMailForTwo() throws IOException {
        var domain = Map.<String, Object>of(
                "route53_domain", "clinic.example.org", "route53_hosted_zone_id", "Z1", "configure_ses", true);

        assertThat(problems(domain, STAGING, PRODUCTION))
                .containsExactly(
                        "staging site_host_name: is the address of production",
                        "staging configure_ses: is on in production for the same domain");
        assertThat(problems(
                        domain,
                        with(with(STAGING, "site_host_name", "staging.clinic.example.org"), "configure_ses", false),
                        PRODUCTION))
                .isEmpty();
    }

    /** An account knows a host of repositories once. */
    @Test
    void refusesTwoThatTellOneAccountOfAHost() throws IOException {
        var pipeline = Map.<String, Object>of("pipeline_repository", "octocat/my-repo");
        var together = with(PRODUCTION, "expected_account", STAGING.get("expected_account"));

        assertThat(problems(pipeline, STAGING, PRODUCTION)).isEmpty();
        assertThat(problems(pipeline, STAGING, with(together, "deployment_name", "other")))
                .containsExactly("staging pipeline_make_identity_provider: is on in production for the same host and"
                        + " account, which knows a host once");
        assertThat(problems(
                        pipeline,
                        with(STAGING, "pipeline_make_identity_provider", false),
                        with(together, "deployment_name", "other")))
                .isEmpty();
    }

    private List<String> problems(
            Map<String, Object> common, Map<String, Object> staging, Map<String, Object> production)
            throws IOException {
        write("cdk.json", CdkJson.settingsWith(common));
        write("environments/staging.json", staging);
        write("environments/production.json", production);
        return new EnvironmentCheck(new EnvironmentFiles(directory))
                .problems().stream()
                        .map(each -> each.environment() + " " + each.problem().key() + ": "
                                + each.problem().what())
                        .toList();
    }

    private static Map<String, Object> with(Map<String, Object> settings, String key, Object value) {
        var changed = new HashMap<>(settings);
        changed.put(key, value);
        return changed;
    }

    private void write(String name, Map<String, Object> settings) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, new ObjectMapper().writeValueAsString(Map.of("context", settings)));
    }
}
