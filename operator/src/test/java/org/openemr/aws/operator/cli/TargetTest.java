package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.testsupport.Sample;

/** No command touches another deployment, account or region than the one that is meant. */
class TargetTest extends OperatorTest {

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
    }

    /** Commands that change cdk.json, or work by it. */
    static Stream<List<String>> ofTheCheckout() {
        return Stream.of(
                List.of("access", "show"),
                List.of("access", "allow", "203.0.113.0/24"),
                List.of("access", "close", "--all"),
                List.of("waf", "allow", "SQLi_BODY"),
                List.of("waf", "block", "SQLi_BODY"),
                List.of("sign-in", "oidc", "https://login.example.net", "--client-id", "a"),
                List.of("settings", "diff"),
                List.of("image", "check"),
                List.of("image", "mirror"),
                List.of("doctor"),
                List.of("plan", "--assembly", "."),
                List.of("upgrade", "--to", "8.4.2", "--yes"),
                List.of("restore", "--to", "2026-11-25T09:30:00Z", "--yes"),
                List.of("move", "--from", "us-west-2", "--yes"),
                List.of("training", "create", "--until", "2026-12-31", "--yes"),
                List.of("training", "destroy", "--yes"),
                List.of("destroy", "--yes"));
    }

    @ParameterizedTest
    @MethodSource("ofTheCheckout")
    void refusesACheckoutOfAnotherDeployment(List<String> command) {
        operator().setting("deployment_name", "\"openemr\"", "\"production\"");
        var before = operator().read("cdk.json");

        var run = run(command, "--deployment", "staging");

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .contains("cdk.json is of deployment 'production', and --deployment says 'staging'")
                .hasLineCount(1);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(aws().operations()).isEmpty();
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    /** Every command that calls AWS. */
    static Stream<List<String>> thatCallAws() {
        return Stream.concat(
                Sample.of(EveryCommandTest.commands().toList(), 5),
                Stream.of(
                        List.of("settings", "diff"),
                        List.of("image", "mirror"),
                        List.of("plan", "--assembly", "."),
                        List.of("init", "--trial", "--yes")));
    }

    @ParameterizedTest
    @MethodSource("thatCallAws")
    void refusesAnotherRegionThanIsExpected(List<String> command) {
        operator().setting("expected_region", "null", "\"eu-west-1\"");

        var run = run(command);

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("expects deployment 'openemr' in region eu-west-1, and this is us-east-1");
        assertThat(aws().operations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("thatCallAws")
    void refusesAnotherAccountThanIsExpected(List<String> command) {
        operator().setting("expected_account", "null", "\"444455556666\"");
        aws().query("GetCallerIdentity", "<Account>111122223333</Account>");
        var before = operator().read("cdk.json");

        var run = run(command);

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .contains("expects deployment 'openemr' in account 444455556666, and this is 111122223333");
        assertThat(aws().operations()).containsExactly("GetCallerIdentity");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void goesOnInTheAccountThatIsExpected() {
        operator()
                .setting("expected_account", "null", "\"111122223333\"")
                .setting("expected_region", "null", "\"us-east-1\"");
        aws().query("GetCallerIdentity", "<Account>111122223333</Account>");

        assertThat(operator().run("url").status()).isZero();
    }

    /** A checkout says nothing of other deployments. */
    @Test
    void anotherDeploymentMayBeElsewhere() {
        operator().setting("expected_region", "null", "\"eu-west-1\"");

        assertThat(operator().run("url", "--deployment", "staging").err())
                .contains("of deployment 'staging' is not deployed");
    }

    @Test
    void isThatOfTheCheckoutByDefault() {
        operator().setting("deployment_name", "\"openemr\"", "\"clinic\"");

        operator().run("url");

        assertThat(aws().bodiesOf("GetParametersByPath")).allMatch(body -> body.contains("/openemr/clinic/"));
    }

    /** Who names a deployment needs no checkout, nor one that can be read. */
    @Test
    void needsNoCheckoutWhenItIsNamed() {
        operator().file("cdk.json", "{ not JSON");

        assertThat(operator().run("url", "--deployment", "openemr").status()).isZero();
        assertThat(operator().run("url").err()).contains("is no valid JSON");
    }

    private Operator.Run run(List<String> command, String... more) {
        return operator().run(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /** A configured checkout keeps its name, and a pinned one its place. */
    @Test
    void initGivesNoOtherNameToWhatIsConfigured() {
        operator().setting("expected_account", "null", "\"999999999999\"");
        var before = operator().read("cdk.json");

        var run = operator().run("init", "--deployment", "staging", "--trial", "--yes");

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("cdk.json is of deployment 'openemr'");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** As the application reads settings: blanks around a value are none, and nothing is no value. */
    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" openemr \"", "null", "\"null\""})
    void readsNamesAsTheApplicationDoes(String written) {
        operator().setting("deployment_name", "\"openemr\"", written).setting("expected_region", "null", "\" \"");

        assertThat(operator().run("url").status()).isZero();
        assertThat(operator().run("access", "show", "--deployment", "openemr").status())
                .isZero();
    }

    /** Some other project's, or nothing of use. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "null", "{\"context\":null}", "{\"context\":[1]}", "{\"app\":\"node x.js\"}"})
    void saysThatAFileIsNotOfThisProject(String text) {
        operator().file("cdk.json", text);

        assertThat(operator().run("url").err()).contains("cdk.json").doesNotContain("Exception", "null\n");
        assertThat(operator().run("url", "--deployment", "openemr").status()).isZero();
        assertThat(operator().run("access", "show").err())
                .contains("has no \"context\": is it the file of this project?");
    }

    /** Continuous integration exports empty ones. */
    @ParameterizedTest
    @CsvSource({
        "AWS_PROFILE, '', 0, ''",
        "OPENEMR_CALL_LIMIT, abc, 2, OPENEMR_CALL_LIMIT must be a number of seconds",
        "OPENEMR_CALL_LIMIT, 0, 2, OPENEMR_CALL_LIMIT must be a number of seconds",
        "OPENEMR_CALL_LIMIT, '', 0, ''",
        "AWS_ENDPOINT_URL, foo bar, 2, AWS_ENDPOINT_URL must be an address",
        "AWS_ENDPOINT_URL, localhost:99, 2, AWS_ENDPOINT_URL must be an address",
        "AWS_REGION, us east, 2, is no region"
    })
    void readsTheEnvironmentWithCare(String variable, String value, int status, String message) {
        var run = operator().with(variable, value).run("url");

        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.err()).contains(message).doesNotContain("Exception");
    }
}
