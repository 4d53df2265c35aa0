package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openemr settings get} and {@code set}. */
class SettingsCommandsTest extends OperatorTest {

    @Test
    void changesValuesWhereTheyStand() {
        operator().file("cdk.json", """
                {
                  // Ours.
                  "context": {
                    "nat_gateways": null, // two
                    "aurora_readers": 1,
                    "@aws-cdk/core:flag": true
                  }
                }
                """);

        var run = operator().run("settings", "set", "aurora_readers=0", "nat_gateways=1");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).isEqualTo("""
                {
                  // Ours.
                  "context": {
                    "nat_gateways": 1, // two
                    "aurora_readers": 0,
                    "@aws-cdk/core:flag": true
                  }
                }
                """);
        assertThat(run.out()).contains("+    \"aurora_readers\": 0,");
        assertThat(run.err()).contains("openemr plan", "openemr cost", "openemr deploy");
        assertThat(operator().run("settings", "set", "aurora_readers=0").err()).contains("It is so already.");
        assertThat(aws().operations()).isEmpty();
    }

    /** JSON where it is some, else a text; a number of an account is no number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "monitoring_email=a@example.org | \"monitoring_email\": \"a@example.org\"",
                "aurora_general_log=false | \"aurora_general_log\": false",
                "aurora_readers=\"0\" | \"aurora_readers\": \"0\"",
                "waf_allowed_user_agents=[\"UptimeRobot/2.0\"] | \"waf_allowed_user_agents\": [\"UptimeRobot/2.0\"]",
                "route53_domain= | \"route53_domain\": null"
            })
    void writesWhatIsMeant(String change, String written) {
        var run = operator().run("settings", "set", change);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json").replace("[ ", "[").replace(" ]", "]"))
                .contains(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aurora_readers=16 | accepted:",
                "aurora_reader=1 | did you mean aurora_readers?",
                "security_group_ip_range=10.0.0.0/8 | use security_group_ip_range_ipv4 instead",
                "aurora_min_capacity=200 aurora_max_capacity=8 | is above aurora_max_capacity",
                "configure_ses=true | configure_ses",
                "aurora_readers | is not KEY=VALUE"
            })
    void writesNothingThatTheRulesRefuse(String changes, String said) {
        var before = operator().read("cdk.json");

        var run = operator().run(("settings set " + changes).split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(said);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** What is wrong already is no reason to refuse what makes it better. */
    @Test
    void mendsOneOfTwoMistakes() {
        operator().run("settings", "set", "aurora_general_log=false");
        operator().setting("aurora_readers", "1", "99").setting("aurora_general_log", "false", "\"maybe\"");

        var run = operator().run("settings", "set", "aurora_readers=0");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).contains("\"aurora_readers\": 0,");
    }

    @Test
    void showsWhatIsNotTheDefault() {
        operator().run("settings", "set", "aurora_readers=0", "aurora_min_capacity=\"0.50\"");

        var run = operator().run("settings", "get");

        assertThat(run.out().lines().map(line -> line.split(" +")[0]))
                .contains("setting", "aurora_readers")
                .doesNotContain("aurora_min_capacity", "aurora_general_log", "nat_gateways");
        assertThat(run.out()).containsPattern("aurora_readers +0 +1");
    }

    @Test
    void saysWhatOneIs() {
        var run = operator().run("settings", "get", "aurora_readers");

        assertThat(run.out()).containsPattern("aurora_readers +1 +1");
        assertThat(run.err()).contains("a whole number from 0 to 15", "Instances beside the writer");
    }

    @Test
    void showsAll() {
        assertThat(operator().run("settings", "get", "--all").out().lines()).hasSizeGreaterThan(90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aurora_reader", "aliases"})
    void doesNotKnowOthers(String key) {
        var run = operator().run("settings", "get", key);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(key);
    }
}
