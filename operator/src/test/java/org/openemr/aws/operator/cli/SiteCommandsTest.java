package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/** {@code openemr url}, {@code openemr password} and {@code openemr logs}. */
class SiteCommandsTest extends OperatorTest {

    private static final String EVENT =
            "{\"eventId\":\"%s\",\"timestamp\":%d,\"logStreamName\":\"ecs/openemr/1\",\"message\":\"%s\\n\"}";

    @BeforeEach
    void deploy() {
        operator().deployed();
        aws().json(
                        "secretsmanager.GetSecretValue",
                        "{\"SecretString\":\"{\\\"username\\\":\\\"admin\\\",\\\"password\\\":\\\"s3cret\\\"}\"}");
        aws().json(
                        "Logs_20140328.DescribeLogGroups",
                        "{\"logGroups\":[{\"logGroupName\":\"openemr-tasks-0a1b2c3d\"}]}");
    }

    @Test
    void printsTheAddressAndNothingElse() {
        assertThat(operator().run("url").out()).isEqualTo("https://openemr.clinic.example.org\n");
        assertThat(operator().run("url", "-o", "json").out())
                .contains("\"url\" : \"https://openemr.clinic.example.org\"");
    }

    /** Its name is that of the template, which has the region in it. */
    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-east-1.console.aws.amazon.com",
        "eu-central-1, eu-central-1.console.aws.amazon.com",
        "us-gov-west-1, console.amazonaws-us-gov.com"
    })
    void printsWhereTheDashboardIs(String region, String domain) {
        dashboardIsThere();

        assertThat(operator().run("dashboard", "--region", region).out())
                .isEqualTo("https://%1$s/cloudwatch/home?region=%2$s#dashboards/dashboard/openemr-service-%2$s\n"
                        .formatted(domain, region));
    }

    @Test
    void opensTheDashboardAtATerminal() {
        var opener = operator()
                .program("xdg-open", "echo \"$1\" > opened")
                .program("open", "echo \"$1\" > opened")
                .atATerminal();

        dashboardIsThere();

        assertThat(opener.run("dashboard").status()).isZero();
        assertThat(operator().read("opened")).contains("dashboards/dashboard/openemr-service-us-east-1");
    }

    @Test
    void saysThatThereIsNoDashboard() {
        aws().fails("GetDashboard", "ResourceNotFound", "Dashboard openemr-service-us-east-1 does not exist");

        var run = operator().run("dashboard");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no dashboard openemr-service-us-east-1", "enable_monitoring_alarms");
    }

    private void dashboardIsThere() {
        aws().query("GetDashboard", "<DashboardName>x</DashboardName>");
    }

    @Test
    void saysThatNothingOpensTheDashboard() {
        var without = operator().withoutPrograms().atATerminal();

        dashboardIsThere();

        assertThat(without.run("dashboard").err()).contains("open it in a browser");
        assertThat(without.run("dashboard", "--no-open").err()).doesNotContain("open it in a browser");
    }

    @Test
    void showsThePasswordAfterAQuestion() {
        var run = operator().typing("y").run("password");

        assertThat(run.out()).isEqualTo("s3cret\n");
        assertThat(run.err()).contains("Show the administrator's password on this screen? [y/N]");
    }

    @Test
    void showsNoPasswordWithoutConsent() {
        assertThat(operator().run("password").status()).isEqualTo(2);
        assertThat(operator().typing("n").run("password")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
        });
        assertThat(aws().bodiesOf("GetSecretValue")).isEmpty();
    }

    @Test
    void copiesThePasswordWithoutShowingIt() {
        var run = operator()
                .program("pbcopy", "/bin/cat > " + operator().directory() + "/copied; /bin/echo \"$@\" > arguments")
                .run("password", "--copy");

        assertThat(run.status()).isZero();
        assertThat(operator().read("copied")).isEqualTo("s3cret");
        assertThat(run.out() + run.err()).doesNotContain("s3cret");
    }

    @Test
    void saysThatThereIsNoClipboard() {
        var run = operator().withoutPrograms().run("password", "--copy");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out() + run.err()).doesNotContain("s3cret");
    }

    @Test
    void saysThatTheSecretIsMissing() {
        aws().json(
                        "secretsmanager.GetSecretValue",
                        LocalAws.error("ResourceNotFoundException", "Secrets Manager can't find it."));

        assertThat(operator().run("password", "--yes").status()).isEqualTo(3);
    }

    @Test
    void showsLogsOfAllPages() {
        aws().json(
                        "Logs_20140328.FilterLogEvents",
                        "{\"events\":[%s],\"nextToken\":\"n\"}"
                                .formatted(EVENT.formatted("1", 1_764_000_000_000L, "first")),
                        "{\"events\":[%s]}".formatted(EVENT.formatted("2", 1_764_000_001_000L, "second")));

        var run = operator().run("logs", "service", "--since", "30m", "--filter", "ERROR");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("2025-11-24T16:00:00Z  first\n2025-11-24T16:00:01Z  second\n");
        assertThat(aws().bodiesOf("FilterLogEvents").get(0))
                .contains("\"logStreamNamePrefix\":\"ecs/openemr\"", "\"filterPattern\":\"ERROR\"");
    }

    @Test
    void writesOneJsonALine() {
        aws().json(
                        "Logs_20140328.FilterLogEvents",
                        "{\"events\":[%s]}".formatted(EVENT.formatted("1", 1_764_000_000_000L, "first")));

        assertThat(operator().run("logs", "set_up", "-o", "json").out())
                .isEqualTo("{\"time\":\"2025-11-24T16:00:00Z\",\"stream\":\"ecs/openemr/1\",\"message\":\"first\"}\n");
    }

    @Test
    void writesLogsAsCsv() {
        aws().json(
                        "Logs_20140328.FilterLogEvents",
                        "{\"events\":[%s]}"
                                .formatted(EVENT.formatted("1", 1_764_000_000_000L, "first, \\\"last\\\"\\nline")));

        assertThat(operator().run("logs", "set_up", "-o", "csv").out()).isEqualTo("""
                time,stream,message
                2025-11-24T16:00:00Z,ecs/openemr/1,"first, ""last""
                line"
                """);
    }

    @Test
    void saysThatThereAreNoEventsAndSinceWhen() {
        aws().json("Logs_20140328.FilterLogEvents", "{\"events\":[]}");

        var run = operator().run("logs", "set_up", "--since", "30m", "-o", "csv");

        assertThat(run)
                .isEqualTo(new Operator.Run(0, "time,stream,message\n", "No events since 2026-11-25T11:30:00Z.\n"));
    }

    @Test
    void looksForTheGroupOfEachSource() {
        aws().json("Logs_20140328.FilterLogEvents", "{\"events\":[]}");

        List.of("waf", "slow_queries", "database_errors", "database_audit", "tls")
                .forEach(source -> operator().run("logs", source));

        assertThat(aws().bodiesOf("DescribeLogGroups"))
                .satisfiesExactly(
                        waf -> assertThat(waf).contains("aws-waf-logs-openemr-web-acl"),
                        slow -> assertThat(slow).contains("/aws/rds/cluster/openemr-database/slowquery"),
                        errors -> assertThat(errors).contains("/aws/rds/cluster/openemr-database/error"),
                        audit -> assertThat(audit).contains("/aws/rds/cluster/openemr-database/audit"),
                        tls -> assertThat(tls).contains("openemr-tasks-0a1b2c3d"));
    }

    @Test
    void saysThatNothingWasWrittenYet() {
        aws().json("Logs_20140328.DescribeLogGroups", "{\"logGroups\":[]}");

        var run = operator().run("logs", "slow_queries");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("/aws/rds/cluster/openemr-database/slowquery");
    }

    @Test
    void refusesAnAgeThatIsNone() {
        assertThat(operator().run("logs", "service", "--since", "soon").err()).contains("--since must be");
        assertThat(operator().run("logs", "service", "--since", "2d").status()).isNotEqualTo(2);
        assertThat(operator().run("logs", "everything").status()).isEqualTo(2);
    }

    @Test
    void looksBackNoFurtherThanThereIsTime() {
        assertThat(operator()
                        .run("logs", "service", "--since", "99999999999999d")
                        .err())
                .contains("--since must be a number with s, m, h or d");
    }
}
