package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.cost.Size;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.testsupport.ProjectRoot;

/** {@code openemr doctor} and {@code openemr init}. */
class PreparationCommandsTest extends OperatorTest {

    private static final String ROLE = "<Role><RoleName>x</RoleName></Role>";

    @BeforeEach
    void prepare() {
        operator()
                .program("node", "echo v24.1.0")
                .program("npx", "echo 2.1148.1")
                .program("mvn", "echo Apache Maven 3.9.9")
                .program("aws", "echo aws-cli/2.31.0")
                .program("session-manager-plugin", "echo 1.2.707.0");
        aws().query("GetCallerIdentity", "<Arn>arn:aws:iam::111122223333:user/x</Arn>");
        WorkingAws.room(aws());
        aws().query("DescribeStacks", LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
        operator().deployed(new Output[0]);
        aws().json("AmazonSSM.GetParameter", "{\"Parameter\":{\"Value\":\"27\"}}");
        aws().query("GetRole", ROLE);
        aws().rest("GET", "/2013-04-01/hostedzone/[^/]*", WorkingAws.ZONE);
        WorkingAws.emptyDomain(aws());
        aws().rest(
                        "GET",
                        "/2013-04-01/hostedzonesbyname",
                        "<ListHostedZonesByNameResponse><HostedZones><HostedZone><Id>/hostedzone/Z1</Id><Name>clinic.example.org.</Name>"
                                + "<Config><PrivateZone>false</PrivateZone></Config></HostedZone></HostedZones></ListHostedZonesByNameResponse>");
    }

    @Test
    void findsEverythingReady() {
        var run = operator().run("doctor");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("v24.1.0", "bootstrap", "version 27", "quota: Fargate vCPU")
                .doesNotContain("fail");
    }

    @Test
    void saysWhatIsMissingAndHowToGetIt() {
        aws().json("AmazonSSM.GetParameter", LocalAws.error("ParameterNotFound", "no"));
        aws().query("GetRole", LocalAws.xmlError("NoSuchEntity", "no"));
        operator().program("node", "echo v18.0.0");

        var run = operator().run("doctor");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out())
                .contains(
                        "Install Node.js 20 or newer",
                        "npx cdk bootstrap",
                        "AWSServiceRoleForECS is missing",
                        "openemr doctor --create-roles");
    }

    @Test
    void createsMissingRolesAfterAQuestion() {
        aws().query("GetRole", LocalAws.xmlError("NoSuchEntity", "no"));
        aws().query("CreateServiceLinkedRole", ROLE);

        operator().typing("y", "y").run("doctor", "--create-roles");

        assertThat(aws().bodiesOf("CreateServiceLinkedRole"))
                .satisfiesExactly(
                        ecs -> assertThat(ecs).contains("AWSServiceName=ecs.amazonaws.com"),
                        scaling -> assertThat(scaling)
                                .contains("AWSServiceName=ecs.application-autoscaling.amazonaws.com"));
    }

    @Test
    void goesOnWhereItMayNotLook() {
        aws().json("ServiceQuotasV20190624.GetServiceQuota", LocalAws.denied());

        var run = operator().run("doctor");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("cannot be looked at");
    }

    @Test
    void saysThatCredentialsDoNotWork() {
        aws().query("GetCallerIdentity", LocalAws.xmlError("InvalidClientTokenId", "no"));

        assertThat(operator().run("doctor").out()).containsPattern("credentials +fail +do not work");
    }

    @Test
    void namesEverySettingThatIsWrong() {
        operator().setting("availability_zones", "2", "9");

        var run = operator().run("doctor");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).contains("setting availability_zones");
    }

    @Test
    void configuresWithoutATerminal() {
        var run = operator()
                .run(
                        "init",
                        "-d",
                        "clinic",
                        "--domain",
                        "clinic.example.org",
                        "--access",
                        "203.0.113.0/24",
                        "--size",
                        "clinic",
                        "--portal",
                        "--alarm-email",
                        "it@clinic.example.org",
                        "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "+    \"deployment_name\": \"clinic\",",
                        "+    \"route53_domain\": \"clinic.example.org\",",
                        "+    \"aurora_max_capacity\": 32,",
                        "+    \"waf_rate_limit\": 20000,");
        assertThat(run.err()).contains("npx cdk deploy --all");
        assertThat(operator().read("cdk.json"))
                .contains("\"enable_patient_portal\": true", "\"monitoring_email\": \"it@clinic.example.org\"");
        assertThat(operator().run("access", "show").out()).contains("203.0.113.0/24");
    }

    @Test
    void asksAndChecksEachAnswerAtOnce() {
        var run = operator()
                .atATerminal()
                .typing(
                        "Not A Name",
                        "clinic",
                        "domain",
                        "clinic.example.org",
                        "everybody",
                        "203.0.113.0/24",
                        "",
                        "maybe",
                        "no",
                        "yes",
                        "no",
                        "cognito",
                        "no",
                        "",
                        "y")
                .run("init");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .containsSubsequence("deployment_name:", "security_group_ip_range_ipv4:", "Answer yes or no.");
        assertThat(operator().read("cdk.json"))
                .contains(
                        "\"deployment_name\": \"clinic\"",
                        "\"enable_patient_portal\": true",
                        "\"sign_in\": \"cognito\"");
    }

    @Test
    void writesNothingWhenTheQuestionsAreNotAnswered() {
        var before = operator().read("cdk.json");

        var run = operator().atATerminal().typing("clinic").run("init");

        assertThat(run.status()).isEqualTo(2);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void aSecondRunKeepsWhatIsConfigured() {
        operator()
                .run(
                        "init",
                        "--domain",
                        "clinic.example.org",
                        "--access",
                        "203.0.113.0/24,2001:db8::/32",
                        "--size",
                        "clinic",
                        "--mail",
                        "--mail-forwarding",
                        "it@clinic.example.net",
                        "--apis",
                        "--sign-in",
                        "cognito",
                        "--alarm-email",
                        "it@clinic.example.net",
                        "--yes");
        operator().setting("certificate_arn", "null", "\"arn:aws:acm:us-east-1:111122223333:certificate/0000-1111\"");
        var before = operator().read("cdk.json");

        var run = operator().atATerminal().typing("\n".repeat(11)).run("init");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("[clinic.example.org]:", "[203.0.113.0/24, 2001:db8::/32]:", "[clinic]:", "[cognito]:")
                .contains("cdk.json is as it should be.");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void changesOnlyWhatIsGivenWithoutATerminal() {
        operator().setting("openemr_service_fargate_maximum_capacity", "100", "12");

        var run = operator().run("init", "--alarm-email", "it@clinic.example.net", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "-    \"monitoring_email\": null,", "+    \"monitoring_email\": \"it@clinic.example.net\",");
        assertThat(operator().run("init", "--yes").err()).contains("cdk.json is as it should be.");
        assertThat(operator().run("init", "--alarm-email", "none", "--yes").out())
                .contains("+    \"monitoring_email\": null,");
    }

    @Test
    void goesBackToTheQuestionBefore() {
        var run = operator()
                .atATerminal()
                .typing("clinik", "<", "clinic", "trial", "<", "<", "praxis", "trial", "", "hospital", "", "", "")
                .run("init");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json"))
                .contains("\"deployment_name\": \"praxis\"", "\"allow_insecure_http\": true")
                .contains("\"openemr_service_fargate_maximum_capacity\": 100", "\"aurora_max_capacity\": 128");
    }

    /** Enter at the last question is no refusal of all the others. */
    @Test
    void showsWhatSizesAreAndWritesAtTheLastEnter() {
        var run = operator()
                .atATerminal()
                .typing("", "trial", "", "small", "", "", "")
                .run("init");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "small     up to about 60 users at work: 2 to 10 tasks of 1 vCPU and 2 GiB, database 0.5 to 8 capacity units;")
                .contains("from about 145 USD a month", "Write cdk.json? [Y/n]");
        assertThat(operator().read("cdk.json")).contains("\"aurora_max_capacity\": 8,");
    }

    /** Who saves is asked when nobody works; who is asked again and gives it up has a database that is awake. */
    @Test
    void asksAPracticeWhenItCloses() {
        var run = operator()
                .atATerminal()
                .typing("", "trial", "", "practice", "20-7", "sat, sun", "Europe/Berlin", "", "", "")
                .run("init");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json"))
                .contains(
                        "\"night_hours\": \"20-7\",",
                        "\"time_zone\": \"Europe/Berlin\",",
                        "\"aurora_min_capacity\": 0,")
                .containsPattern("\"closed_days\": \\[\\s*\"sat\",\\s*\"sun\"\\s*\\]");

        assertThat(operator().run("init", "--night-hours", "none", "--yes").out())
                .contains("+    \"night_hours\": null,", "+    \"aurora_min_capacity\": 0.5,");
    }

    @Test
    void takesClosedHoursWithoutATerminal() {
        var run = operator()
                .run("init", "--trial", "--size", "clinic", "--night-hours", "22-5", "--time-zone", "UTC", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json"))
                .contains("\"night_hours\": \"22-5\",")
                .doesNotContain("\"aurora_min_capacity\": 0,");
        assertThat(operator().run("init", "--closed-days", "sun", "--yes").err())
                .contains("need --night-hours");
        assertThat(operator().run("init", "--night-hours", "5-5", "--yes").err())
                .contains("begins and ends with the same hour");
    }

    /** A certificate alone has no name for the portal. */
    @Test
    void keepsTheAnswersThatDoNotGoTogether() {
        operator()
                .withCertificate()
                .setting("site_host_name", "null", "\"openemr.clinic.example.org\"")
                .setting("enable_patient_portal", "false", "true");

        var run = operator()
                .atATerminal()
                .typing(
                        "",
                        "",
                        "",
                        "none",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "it@clinic.example.net",
                        "<",
                        "<",
                        "<",
                        "<",
                        "no",
                        "",
                        "",
                        "",
                        "it@clinic.example.net",
                        "")
                .run("init");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("The answers do not go together:\nenable_patient_portal:");
        assertThat(operator().read("cdk.json"))
                .contains("\"enable_patient_portal\": false", "\"site_host_name\": null", "it@clinic.example.net");
    }

    @Test
    void theShippedSizeIsThatOfTheProject() {
        assertThat(Size.in(CdkJsonFile.in(ProjectRoot.resolve("")).context())).isEmpty();
        operator().setting("aurora_max_capacity", "256", "64");
        assertThat(Size.in(CdkJsonFile.in(operator().directory()).context())).contains("as it is");
    }

    /** What cannot be made keeps nothing from being looked at. */
    @Test
    void looksAtTheRestWhenARoleCannotBeCreated() {
        aws().query("GetRole", LocalAws.xmlError("NoSuchEntity", "no"));
        aws().query("CreateServiceLinkedRole", LocalAws.xmlError("AccessDenied", "you may not"));

        var run = operator().run("doctor", "--create-roles", "--yes");

        assertThat(run.err()).contains("It was not created: you may not");
        assertThat(run.out()).containsPattern("service-linked role +fail").contains("bootstrap");
    }

    @Test
    void saysThatTheZoneIsMissing() {
        var run = operator().run("init", "--domain", "other.example.org", "--yes");

        assertThat(run.err()).contains("hosted zone: none for other.example.org");
    }

    @Test
    void acceptsAZoneToWhichTheDomainIsDelegated() {
        operator().setting("route53_domain", "null", "\"clinic.example.org\"");
        operator().dns().delegates("clinic.example.org", "ns-1.awsdns-01.org");

        assertThat(operator().run("doctor").out()).containsPattern("hosted zone +pass +clinic.example.org.");
    }

    /** Its certificate would wait for hours for a record that nobody can find. */
    @Test
    void findsAZoneThatNobodyDelegatesTo() {
        operator().setting("route53_domain", "null", "\"clinic.example.org\"");

        var unknown = operator().run("doctor");
        operator().dns().delegates("clinic.example.org", "ns.registrar.example");
        var elsewhere = operator().run("doctor");

        assertThat(unknown.status()).isEqualTo(5);
        assertThat(unknown.out())
                .contains(
                        "nobody delegates to clinic.example.org.",
                        "Give your registrar ns-1.awsdns-01.org, ns-2.awsdns-02.com");
        assertThat(elsewhere.out()).contains("clinic.example.org is delegated to ns.registrar.example");
    }

    @Test
    void isNotSureOfADelegationWhenNobodyCanBeAsked() {
        operator().setting("route53_domain", "null", "\"clinic.example.org\"");
        operator().dns().close();

        assertThat(operator().run("doctor").out()).contains("delegation unknown");
    }

    @Test
    void saysThatTheZoneThatIsGivenIsAnother() {
        operator().setting("route53_domain", "null", "\"other.example.org\"");
        operator().setting("route53_hosted_zone_id", "null", "\"Z1\"");

        assertThat(operator().run("doctor").out()).contains("is clinic.example.org., not other.example.org.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--domain,no domain",
                "--certificate,arn:aws:acm:eu-west-1:1:certificate/x",
                "--trial,--domain,clinic.example.org",
                "--trial,--portal",
                "--trial,--sign-in,cognito",
                "--domain,clinic.example.org,--sign-in,saml",
                "--trial,--mail",
                "--trial,--size,huge",
                "--trial,--access,anybody",
                "--trial,--alarm-email,nobody",
                "--portal",
                "--mail",
                "--domain,clinic.example.org,--mail-forwarding,it@clinic.example.net",
                "--domain,clinic.example.org,--mail,--mail-forwarding,help@clinic.example.org"
            })
    void refusesWhatIsNotAccepted(String arguments) {
        var before = operator().read("cdk.json");
        var words = ("init,--yes" + (arguments.isEmpty() ? "" : "," + arguments)).split(",");

        assertThat(operator().run(words).status()).isEqualTo(2);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void saysWhatARehearsalNeeds() {
        var run = operator().withoutPrograms().run("rehearse");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("python3 is not on the PATH");
    }

    @Test
    void configuresTheNetworkOfAPlatformTeam() {
        var run = operator()
                .run(
                        "init",
                        "--trial",
                        "--internal",
                        "--vpc",
                        "vpc-00000001",
                        "--private-subnets",
                        "subnet-00000001, subnet-00000002,subnet-00000003",
                        "--permissions-boundary",
                        "arn:aws:iam::111122223333:policy/boundary",
                        "--bootstrap-qualifier",
                        "team7",
                        "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "+    \"vpc_id\": \"vpc-00000001\",",
                        "+    \"private_subnet_ids\": [\"subnet-00000001\",\"subnet-00000002\",\"subnet-00000003\"],",
                        "+    \"availability_zones\": 3,",
                        "+    \"load_balancer_scheme\": \"internal\",",
                        "+    \"permissions_boundary_arn\": \"arn:aws:iam::111122223333:policy/boundary\",",
                        "+    \"bootstrap_qualifier\": \"team7\",");
    }

    @Test
    void refusesSubnetsOfNoVpcAndAWrongOne() {
        assertThat(operator()
                        .run("init", "--trial", "--private-subnets", "subnet-00000001", "--yes")
                        .err())
                .contains("need --vpc");
        assertThat(operator()
                        .run("init", "--trial", "--vpc", "network", "--yes")
                        .err())
                .contains("VPC: 'network' is not accepted");
    }

    /** What is found is written by its ids. */
    @Test
    void findsTheNetworkOfAPlatformTeamByItsTags() {
        aws().ec2("DescribeVpcs", "tag%3ATeam", "<vpcSet><item><vpcId>vpc-00000001</vpcId></item></vpcSet>");
        taggedSubnets("private", "a", "b");
        taggedSubnets("public", "b", "a");

        var run = byTags();

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "+    \"vpc_id\": \"vpc-00000001\",",
                        "+    \"private_subnet_ids\": [\"subnet-000000a0\",\"subnet-000000b1\"],",
                        "+    \"public_subnet_ids\": [\"subnet-100000a1\",\"subnet-100000b0\"],");
    }

    @Test
    void refusesTagsOfNoNetworkAndOfSeveral() {
        aws().ec2("DescribeVpcs", "tag%3ATeam", "<vpcSet/>");
        assertThat(byTags().err()).contains("There is no VPC with the tags {Team=platform}");

        aws().ec2("DescribeVpcs", "tag%3ATeam", "<vpcSet><item><vpcId>vpc-00000001</vpcId></item></vpcSet>");
        taggedSubnets("private", "a", "a");
        assertThat(byTags().err()).contains("us-east-1a has several private subnets");

        taggedSubnets("private", "a");
        assertThat(byTags().err()).contains("in 1 zones. Give tags of those in 2 or 3 zones");

        taggedSubnets("private", "a", "b");
        taggedSubnets("public", "a", "c");
        var run = byTags();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("in us-east-1a, us-east-1b and the public ones in us-east-1a, us-east-1c");
    }

    private Operator.Run byTags() {
        return operator()
                .run(
                        "init",
                        "--trial",
                        "--vpc-tag",
                        "Team=platform",
                        "--private-subnet-tag",
                        "Tier=private",
                        "--public-subnet-tag",
                        "Tier=public",
                        "--yes");
    }

    private void taggedSubnets(String kind, String... zones) {
        var items = new StringBuilder();
        for (var index = 0; index < zones.length; index++) {
            items.append(
                    "<item><subnetId>subnet-%s00000%s%s</subnetId><availabilityZone>us-east-1%s</availabilityZone></item>"
                            .formatted(kind.equals("private") ? "0" : "1", zones[index], index, zones[index]));
        }
        aws().ec2("DescribeSubnets", "=" + kind, "<subnetSet>" + items + "</subnetSet>");
    }

    /** A domain may come with a certificate of one's own. */
    @Test
    void initKeepsTheCertificateBesidesTheDomain() {
        operator()
                .setting("route53_domain", "null", "\"clinic.example.org\"")
                .setting("certificate_arn", "null", "\"arn:aws:acm:us-east-1:111122223333:certificate/a\"");

        operator().run("init", "--domain", "clinic.example.org", "--yes");

        assertThat(operator().read("cdk.json")).contains("\"arn:aws:acm:us-east-1:111122223333:certificate/a\"");
    }
}
