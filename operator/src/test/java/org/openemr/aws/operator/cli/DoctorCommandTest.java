package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.settings.installation.DomainRecords;

/** What {@code openemr doctor} finds before a deployment waits for hours, or fails after one. */
class DoctorCommandTest extends OperatorTest {

    private static final String PLACES = "/2016-08-19/account-settings/?";

    private static final String RECORD = "<ResourceRecordSet><Name>%s.</Name><Type>%s</Type></ResourceRecordSet>";

    @BeforeEach
    void prepare() {
        WorkingAws.answer(operator());
        Stream.of("openemr-dns", "openemr-network")
                .forEach(stack -> aws().queryWhere(
                                "DescribeStacks",
                                stack,
                                LocalAws.xmlError(
                                        "ValidationError", "Stack with id %s does not exist".formatted(stack))));
        WorkingAws.emptyDomain(aws());
        operator().deployed(new Output[0]);
        operator()
                .setting("route53_domain", "null", "\"clinic.example.org\"")
                .setting("configure_ses", "false", "true");
    }

    @Test
    void findsNothingInTheWayOfAFirstDeployment() {
        var run = operator().run("doctor");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .containsPattern("records of the domain +pass +nothing is in the way")
                .containsPattern("mail identity +pass")
                .containsPattern("receipt rule set +pass +none is active yet")
                .containsPattern("quota: VPCs +pass +1 of 500 used, this deployment needs up to 1 more")
                .containsPattern("AWS command line +pass")
                .containsPattern("cdk.json +pass");
    }

    @ParameterizedTest
    @CsvSource({
        "openemr.clinic.example.org, A",
        "openemr.clinic.example.org, CNAME",
        "clinic.example.org, MX",
        "_dmarc.clinic.example.org, TXT",
        "services.clinic.example.org, TXT"
    })
    void findsARecordThatIsThereAlready(String name, String type) {
        WorkingAws.records(aws(), RECORD.formatted(name, type));

        var run = operator().run("doctor");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).containsPattern("fail +there are already %s %s\n".formatted(type, name));
    }

    @Test
    void findsNoRecordThatIsInNobodysWay() {
        WorkingAws.records(
                aws(),
                RECORD.formatted("clinic.example.org", "TXT") + RECORD.formatted("openemr.clinic.example.org", "TXT"));

        assertThat(operator().run("doctor").out()).contains("nothing is in the way");
        assertThat(DomainRecords.of("clinic.example.org", false)).hasSize(1);
    }

    /** They are its own. */
    @Test
    void findsNothingInTheWayOfWhatIsDeployed() {
        aws().queryWhere("DescribeStacks", "openemr-dns", HealthyAws.stack("UPDATE_COMPLETE"));
        WorkingAws.records(aws(), RECORD.formatted("clinic.example.org", "MX"));
        aws().rest("GET", "/v2/email/identities/.*", "{\"VerifiedForSendingStatus\":true}");

        assertThat(operator().run("doctor").out())
                .containsPattern("records of the domain +pass +are those of DnsStack")
                .containsPattern("mail identity +pass");
    }

    @Test
    void findsMailOfSomebodyElse() {
        aws().rest("GET", "/v2/email/identities/.*", "{\"VerifiedForSendingStatus\":true}");
        aws().query("DescribeActiveReceiptRuleSet", "<Metadata><Name>of-the-hospital</Name></Metadata>");

        assertThat(operator().run("doctor").out())
                .containsPattern("mail identity +fail +clinic.example.org is one already")
                .containsPattern("receipt rule set +fail +of-the-hospital is active")
                .contains("Set ses_receipt_rule_set to of-the-hospital");

        operator().setting("ses_receipt_rule_set", "null", "\"of-the-hospital\"");
        assertThat(operator().run("doctor").out()).containsPattern("receipt rule set +pass");
    }

    /** Five are allowed, five are there: none is free, whatever the total says. */
    @Test
    void countsWhatIsFree() {
        aws().json("ServiceQuotasV20190624.GetServiceQuota", "{\"Quota\":{\"Value\":5.0}}");
        aws().ec2("DescribeVpcs", "", "<vpcSet>" + "<item><vpcId>vpc-1</vpcId></item>".repeat(5) + "</vpcSet>");

        assertThat(operator().run("doctor").out())
                .containsPattern("quota: VPCs +fail +5 of 5 used, this deployment needs up to 1 more")
                .containsPattern("quota: elastic IP addresses +pass +1 of 5 used, this deployment needs up to 2 more");

        aws().queryWhere("DescribeStacks", "openemr-network", HealthyAws.stack("UPDATE_COMPLETE"));
        assertThat(operator().run("doctor").out()).containsPattern("quota: VPCs +pass +NetworkStack has its own");
    }

    /** Lambda keeps a hundred places for functions that reserve none, and a new account has ten. */
    @Test
    void countsPlacesThatTheForwarderReserves() {
        operator().setting("email_forwarding_address", "null", "\"clinic@example.net\"");
        aws().rest("GET", PLACES, WorkingAws.places(1000, 104));

        assertThat(operator().run("doctor").out())
                .containsPattern(
                        "quota: Lambda concurrency +fail +104 of 1000 are not reserved by others, and 105 are needed")
                .contains("Set mail_forwarder_concurrency to 0 for now");

        aws().queryWhere(
                        "GetTemplate",
                        "StackName=openemr-dns",
                        WorkingAws.deployedTemplate(
                                "{\"Resources\":{\"Forwarder\":{\"Properties\":{\"ReservedConcurrentExecutions\":5}}}}"));
        aws().rest("GET", PLACES, WorkingAws.places(1000, 100));
        assertThat(operator().run("doctor").out())
                .as("the deployment's own places")
                .containsPattern("quota: Lambda concurrency +pass +105 of 1000");

        aws().queryWhere(
                        "GetTemplate",
                        "StackName=openemr-dns",
                        LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
        aws().rest("GET", PLACES, WorkingAws.places(105, 105));
        assertThat(operator().run("doctor").out()).containsPattern("quota: Lambda concurrency +pass");

        operator().setting("mail_forwarder_concurrency", "5", "0");
        assertThat(operator().run("doctor").out()).doesNotContain("quota: Lambda concurrency");
    }

    @Test
    void countsWhatTasksOfOthersUse() {
        aws().json("ServiceQuotasV20190624.GetServiceQuota", """
                {"Quota":{"Value":140.0,"UsageMetric":{"MetricNamespace":"AWS/Usage","MetricName":"ResourceCount",
                "MetricDimensions":{"Service":"Fargate"},"MetricStatisticRecommendation":"Maximum"}}}""");
        aws().query(
                        "GetMetricStatistics",
                        "<Datapoints><member><Timestamp>2026-11-25T11:30:00Z</Timestamp><Maximum>60.0</Maximum></member></Datapoints>");

        assertThat(operator().run("doctor").out())
                .containsPattern("quota: Fargate vCPU +warn +60 of 140 used, this deployment needs up to");
    }

    @Test
    void findsACommentThatTheCdkRefuses() {
        operator().setting("deployment_name", "\"openemr\"", "\"openemr\" /* ours */");

        var run = operator().run("doctor");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).containsPattern("cdk.json +fail +is refused by the CDK at line [0-9]+");
    }

    @Test
    void looksAtTheMachineWhereNoRegionIsKnown() {
        System.setProperty("aws.disableEc2Metadata", "true");

        var run = operator().without("AWS_REGION").run("doctor", "--profile", "nobody");

        System.clearProperty("aws.disableEc2Metadata");

        assertThat(run.status()).as(run.err()).isEqualTo(5);
        assertThat(run.out())
                .containsPattern("Java +pass")
                .containsPattern("settings +pass|setting ")
                .containsPattern("region +fail +none is set")
                .doesNotContain("bootstrap");
    }

    @Test
    void tellsAProfileThatIsNotThereFromCredentialsThatExpired() {
        assertThat(operator().run("doctor", "--profile", "nobody").out()).contains("There is no such profile");

        aws().query("GetCallerIdentity", LocalAws.xmlError("ExpiredToken", "no"));
        assertThat(operator().run("doctor").out()).contains("AWS does not accept these credentials (ExpiredToken)");
    }

    @Test
    void tellsThatThereIsNoNetwork() {
        operator().with("AWS_ENDPOINT_URL", "https://no-such-host.invalid");

        assertThat(operator().run("doctor").out())
                .contains("AWS cannot be reached (no address for no-such-host.invalid)")
                .doesNotContain("sso login");
    }

    @Test
    void showsVersionsWithoutTheirColours() {
        operator().program("mvn", "printf '\\033[1mApache Maven 3.9.9\\033[m\\nmore'");

        assertThat(operator().run("doctor").out()).containsPattern("Maven +pass +Apache Maven 3.9.9\n");
    }

    /** The shipped default admits nobody, which a first deployment shows too late. */
    @Test
    void saysThatNobodyReachesTheSite() {
        assertThat(operator().run("doctor").out()).contains("nobody reaches the site until `openemr access allow`");
    }

    @Test
    void everyNameIsOfTheDomain() {
        assertThat(DomainRecords.of("clinic.example.org", true).entrySet())
                .extracting(Map.Entry::getKey)
                .allMatch(name -> name.endsWith("clinic.example.org"));
    }

    /** One illness hides no other, and nobody's account is looked at that is not meant. */
    @Test
    void looksAtTheMachineWhenTheAccountIsAnother() {
        operator().setting("expected_account", "null", "\"444455556666\"");
        aws().query("GetCallerIdentity", "<Account>111122223333</Account>");

        var run = operator().run("doctor");

        assertThat(run.out())
                .containsPattern("Java +pass")
                .containsPattern("target +fail +cdk.json expects deployment 'openemr' in account 444455556666");
        assertThat(aws().operations()).containsExactly("GetCallerIdentity");
        assertThat(run.status()).isEqualTo(5);
    }

    @Test
    void saysWhyTheAccountIsNotKnown() {
        operator().setting("expected_account", "null", "\"444455556666\"");
        aws().fails("GetCallerIdentity", "AccessDenied", "no");

        assertThat(operator().run("doctor").out())
                .containsPattern("Java +pass")
                .containsPattern("target +fail +Sts: no");
    }
}
