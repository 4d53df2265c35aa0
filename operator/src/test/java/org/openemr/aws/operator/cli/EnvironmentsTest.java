package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A checkout with several environments: no command is about another one than the one that is meant. */
class EnvironmentsTest extends OperatorTest {

    @BeforeEach
    void aCheckoutWithTwo() throws IOException {
        Files.createDirectories(operator().directory().resolve("environments"));
        WorkingAws.answer(operator());
        environment("staging", "\"expected_account\": \"111122223333\", \"waf_rate_limit\": 500");
        environment("production", "\"expected_account\": \"444455556666\", \"availability_zones\": 3");
        operator().setting("expected_region", "null", "\"us-east-1\"");
    }

    @Test
    void nothingGoesOnWithoutOne() {
        for (var command :
                new String[][] {{"status"}, {"plan"}, {"doctor"}, {"access", "show"}, {"settings", "check"}}) {
            var run = operator().run(command);

            assertThat(run.status()).as(String.join(" ", command)).isEqualTo(2);
            assertThat(run.err()).contains("environment: is not chosen", "choose one of production, staging");
        }
        assertThat(aws().operations()).isEmpty();
    }

    @Test
    void eachHasItsAccount() {
        assertThat(operator().run("access", "show", "--environment", "staging").status())
                .isZero();

        var elsewhere = operator().run("status", "-e", "production");

        assertThat(elsewhere.status()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("expects deployment 'openemr' in account 444455556666");
    }

    /** What is said of one is not said of all. */
    @Test
    void whatIsChangedIsChangedInItsFile() throws IOException {
        var before = operator().read("cdk.json");

        var run = operator().run("waf", "allow", "SQLi_BODY", "-e", "staging");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(Files.readString(operator().directory().resolve("environments/staging.json")))
                .contains("\"waf_count_rules\"", "SQLi_BODY", "\"waf_rate_limit\": 500");
    }

    @Test
    void theCdkIsToldWhichIsMeant() {
        operator().run("plan", "-e", "staging");

        assertThat(operator().read("cdk.txt")).contains("--context environment=staging");
    }

    @Test
    void aDefaultStandsInCdkJson() {
        operator().setting("environment", "null", "\"staging\"");

        assertThat(operator().run("settings", "check").status()).isZero();
        assertThat(operator().run("settings", "check", "-e", "live").err())
                .contains("environment: there is no such environment", "live", "production, staging");
    }

    @Test
    void checksThemAllTogether() {
        assertThat(operator().run("settings", "check", "--all").out()).isEqualTo("Nothing is wrong.\n");
        environment(
                "training",
                "\"expected_account\": \"111122223333\", \"availability_zones\": 2, \"avalability_zones\": 3");
        environment("test", "\"expected_account\": \"111122223333\"");

        var run = operator().run("settings", "check", "--all", "--output", "csv");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out())
                .contains("training,availability_zones,is the same in cdk.json,remove it from training.json")
                .contains("training,avalability_zones,there is no such key")
                .contains("test,deployment_name,is the name of staging in the same account and region");
        assertThat(aws().operations()).isEmpty();
    }

    @Test
    void showsTwoSideBySide() {
        var run = operator().run("settings", "diff", "staging", "production");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("""
                setting             staging       production
                availability_zones  2             3
                expected_account    111122223333  444455556666
                waf_rate_limit      500           10000
                """);
        assertThat(operator().run("settings", "diff", "staging").err()).contains("Name two environments");
    }

    private void environment(String name, String settings) {
        operator().file("environments/" + name + ".json", "{\n  \"context\": {" + settings + "}\n}\n");
    }
}
