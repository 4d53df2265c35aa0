package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WafCommandsTest extends OperatorTest {

    private static final String PAGE = "/interface/login/login.php";

    @BeforeEach
    void answer() {
        WorkingAws.answer(operator());
    }

    @Test
    void showsWhatWasBlockedByRuleAndPathAndWhatLetsItThrough() {
        assertThat(operator().run("waf", "blocked", "-o", "csv").out()).isEqualTo("""
                count,rule,because_of,path,from,last,remedy
                2,BodyBeforeSignIn,CrossSiteScripting_BODY,/portal/get_patient_info.php,203.0.113.9,2026-11-25T12:00:00Z,openemr waf allow CrossSiteScripting_BODY
                1,BotUserAgents,,/interface/login/login.php,203.0.113.9,2026-11-25T12:00:00Z,openemr waf allow --user-agent TEXT
                1,SQLi_QUERYARGUMENTS,,/interface/main/finder/patient_select.php,203.0.113.9,2026-11-25T12:00:00Z,openemr waf allow SQLi_QUERYARGUMENTS
                1,SignInRateLimit,,/interface/main/main_screen.php,203.0.113.9,2026-11-25T12:00:00Z,waf_sign_in_rate_limit
                """);
        assertThat(aws().bodiesOf("FilterLogEvents"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("{ $.action = \\\"BLOCK\\\" }"));
        assertThat(aws().bodiesOf("DescribeLogGroups"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("aws-waf-logs-openemr-web-acl"));
    }

    @Test
    void aRemedyIsACommandThatIsAccepted() {
        operator().run("waf", "allow", "CrossSiteScripting_BODY", "SQLi_QUERYARGUMENTS");

        assertThat(operator().run("waf", "allow", "--user-agent", "UptimeRobot").status())
                .isZero();
        assertThat(operator().read("cdk.json"))
                .contains("\"waf_count_rules\": [\"CrossSiteScripting_BODY\",\"SQLi_QUERYARGUMENTS\"]")
                .contains("\"waf_allowed_user_agents\": [\"UptimeRobot\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "/apis/default/fhir/Patient/9b3cf1f2-0000-4000-8000-0123456789ab, /apis/default/fhir/Patient/*",
        "/apis/default/api/patient/17/encounter/203, /apis/default/api/patient/*/encounter/*",
        "/apis/default/fhir/$export, /apis/default/fhir/$export",
        "/<script>/Jane Doe, /*/*",
        "/\u001b[2J/x, /*/x",
        "/pat-17/MRN00123/1971-03-09/Doe-Jane-19710309.pdf, /*/*/*/*",
        "/oauth2/default/token, /oauth2/default/token",
        "/interface/forms/soap/save.php, /interface/forms/soap/save.php",
    })
    void namesNobodyAndWritesNothingToTheTerminal(String path, String shown) {
        blocked(WafEvents.byOwn("RateLimit", path).toString());

        assertThat(operator().run("waf", "blocked", "-o", "csv").out())
                .contains("1,RateLimit,," + shown + ",203.0.113.9,");
    }

    @Test
    void showsNoPathThatMatchedItself() {
        blocked(WafEvents.byManaged(
                        "AWS#AWSManagedRulesCommonRuleSet#Version_1.16", "GenericLFI_URIPATH", "/secret-of-somebody/..")
                .toString());

        assertThat(operator().run("waf", "blocked", "-o", "csv").out())
                .contains("1,GenericLFI_URIPATH,,-,203.0.113.9,")
                .doesNotContain("secret");
    }

    @Test
    void namesARuleOfTomorrowAsTheSettingTakesIt() {
        blocked(WafEvents.byManaged("AWS#AWSManagedRulesSQLiRuleSet", "SQLiTomorrow_BODY", PAGE)
                .toString());

        assertThat(operator().run("waf", "blocked").out())
                .contains("openemr waf allow AWSManagedRulesSQLiRuleSet/SQLiTomorrow_BODY");
        assertThat(operator()
                        .run("waf", "allow", "AWSManagedRulesSQLiRuleSet/SQLiTomorrow_BODY")
                        .status())
                .isZero();
    }

    /** Somebody's own rule, or one of Shield: the command cannot help, but says that it was there. */
    @Test
    void showsRulesOfOthersWithoutARemedy() {
        blocked(WafEvents.byOwn("ShieldMitigationRuleGroup", PAGE).toString());

        assertThat(operator().run("waf", "blocked", "-o", "csv").out())
                .contains("1,ShieldMitigationRuleGroup,," + PAGE + ",203.0.113.9,2026-11-25T12:00:00Z,\n");
    }

    @Test
    void saysThatALineCouldNotBeRead() {
        blocked("{\"action\":\"BLOCK\",\"terminatingRuleId\":\"Ra");

        var run = operator().run("waf", "blocked");

        assertThat(run.out()).contains("nothing was blocked since 2026-11-24T12:00:00Z");
        assertThat(run.err()).contains("1 lines of the log could not be read");
    }

    @Test
    void allowsARuleOnceAndBlocksItAgain() {
        var before = operator().read("cdk.json");

        var allowed = operator().run("waf", "allow", "SQLi_BODY");

        assertThat(allowed.out()).isEqualTo("""
                -    "waf_count_rules": [],
                +    "waf_count_rules": ["SQLi_BODY"],
                """);
        assertThat(allowed.err()).contains("npx cdk deploy --exclusively SecurityStack");
        assertThat(operator().run("waf", "allow", "SQLi_BODY").err()).contains("Allowed already.");
        assertThat(operator().run("waf", "block", "SQLi_BODY").status()).isZero();
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(operator().run("waf", "block", "SQLi_BODY").err()).contains("Not allowed anyway.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqli_body | has not the form of a managed rule",
                "BodyBeforeSignIn | name one of the rules that it goes by: CrossSiteScripting_BODY, SQLi_BODY",
                "RateLimit | raise waf_rate_limit",
                "SignInRateLimit | raise waf_sign_in_rate_limit",
                "MetadataAddress | no setting lets such an address through",
                "BotUserAgents | --user-agent",
            })
    void refusesWhatIsNoManagedRuleAndSaysWhatToDo(String rule, String answer) {
        var before = operator().read("cdk.json");

        var run = operator().run("waf", "allow", rule);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(answer);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void wantsRulesOrAUserAgent() {
        assertThat(operator().run("waf", "allow").status()).isEqualTo(2);
        assertThat(operator()
                        .run("waf", "allow", "SQLi_BODY", "--user-agent", "x")
                        .status())
                .isEqualTo(2);
        assertThat(operator().run("waf", "allow", "--user-agent", "bot").err())
                .contains("has not the form of a part of a user agent");
        assertThat(operator().run("waf", "blocked", "--since", "yesterday").status())
                .isEqualTo(2);
    }

    @Test
    void aLineEndInAPathIsNoWayAroundThat() {
        blocked(WafEvents.byOwn("RateLimit", "/a\n\u001b[2J\nb/\u2028Jane Doe\u2028")
                .toString());

        assertThat(operator().run("waf", "blocked", "-o", "csv").out()).contains("1,RateLimit,,/*/*,203.0.113.9,");
    }

    /** A scanner does not bury those who cannot work. */
    @Test
    void showsTheMostFrequentAndSaysHowManyMoreThereAre() {
        var words = IntStream.range(0, 60)
                .mapToObj(index -> "/" + (char) ('a' + index / 26) + (char) ('a' + index % 26))
                .flatMap(path ->
                        Stream.of(WafEvents.byOwn("NoUserAgent", path), WafEvents.byOwn("RateLimit", "/index.php")))
                .toList();
        aws().jsonWhere("Logs_20140328.FilterLogEvents", "BLOCK", WafEvents.answer(words));

        var run = operator().run("waf", "blocked", "-o", "csv");

        assertThat(run.out()).hasLineCount(51);
        assertThat(run.out().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("60,RateLimit,,/index.php"));
        assertThat(run.err()).contains("11 more rules and paths");
    }

    @Test
    void takesAUserAgentForTheSameInCapitalsOrNot() {
        operator().run("waf", "allow", "--user-agent", "UptimeRobot");

        assertThat(operator().run("waf", "allow", "--user-agent", "uptimerobot").err())
                .contains("Allowed already.");
        assertThat(operator().run("waf", "block", "--user-agent", "UPTIMEROBOT").status())
                .isZero();
        assertThat(operator().read("cdk.json")).contains("\"waf_allowed_user_agents\": []");
        assertThat(operator().run("waf", "allow", "--user-agent", "Scanners").status())
                .isZero();
    }

    @Test
    void refusesTheLongNameOfARuleThatIsKnown() {
        assertThat(operator()
                        .run("waf", "allow", "AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY")
                        .status())
                .isEqualTo(2);
    }

    private void blocked(String line) {
        aws().jsonWhere("Logs_20140328.FilterLogEvents", "BLOCK", WafEvents.answerOfLines(List.of(line)));
    }
}
