package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.LocalRegistry;

/** {@code openemr upgrade} and {@code openemr destroy}, with a stand-in for the CDK's command line. */
class DeployCommandsTest extends OperatorTest {

    @BeforeEach
    void deploy() {
        operator()
                .deployed()
                .program(
                        "npx",
                        "echo \"$@\" >> cdk.txt\n" + WorkingAws.SYNTHESIS
                                + "\n[ \"$2\" != deploy ] || exit ${DEPLOY_STATUS:-0}");
        HealthyAws.answer(aws());
        aws().query("GetTemplate", LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
        computeIs(WorkingAws.computeTemplate("8.4.1"));
        aws().json(
                        "Logs_20140328.DescribeLogGroups",
                        "{\"logGroups\":[{\"logGroupName\":\"openemr-tasks-0a1b2c3d\"}]}");
        aws().json(
                        "Logs_20140328.FilterLogEvents",
                        "{\"events\":[{\"eventId\":\"1\",\"timestamp\":1795608000000,\"message\":\"schema upgraded\"}]}");
    }

    @Test
    void upgradesStepByStep() {
        var before = operator().read("cdk.json");

        var run = operator().typing("y").run("upgrade", "--to", "8.4.2");

        assertThat(run.status()).as(run.err()).isZero();
        var assembly = operator().directory().resolve("cdk.out");
        assertThat(operator().read("cdk.txt").lines())
                .containsExactly(
                        "cdk synth --quiet --output %s --context openemr_version=8.4.2".formatted(assembly),
                        "cdk diff --app %s --build  --exclusively ComputeStack".formatted(assembly),
                        "cdk deploy --app %s --build  --exclusively --require-approval never ComputeStack"
                                .formatted(assembly));
        assertThat(operator().read("cdk.json")).isEqualTo(before.replace("\"8.4.1\"", "\"8.4.2\""));
        assertThat(run.out()).contains("-    \"openemr_version\": \"8.4.1\",", "rollout COMPLETED");
        assertThat(run.err())
                .contains("Tasks are replaced one after the other")
                .contains(
                        "take this for granted, read in older versions than 8.4.2",
                        "openemr#12267, RootCliGuard, 8.2.0")
                .containsOnlyOnce("set-up: schema upgraded");
    }

    /** What else somebody changed in cdk.json since the last deployment, say. */
    @Test
    void doesNotUpgradeWhenThePlanPutsDataAtRisk() {
        var store = "{\"Resources\": {\"Logs\": {\"Type\": \"AWS::S3::Bucket\"}, ";
        computeIs(WorkingAws.computeTemplate("8.4.1").replace("{\"Resources\": {", store));
        var before = operator().read("cdk.json");

        var run = operator().run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.status()).isEqualTo(6);
        assertThat(run.err()).contains("ComputeStack.Logs (AWS::S3::Bucket) goes", "Nothing was done.");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** Tasks could not start from a repository without the release. */
    @Test
    void fillsTheMirrorBeforeItDeploys() {
        try (var registry = new LocalRegistry()) {
            registry.image("8.4.2", "sha256:index", "master");
            aws().json(
                            "AmazonEC2ContainerRegistry_V20150921.DescribeImages",
                            LocalAws.error("ImageNotFoundException", "no such image"));
            operator()
                    .deployedWithMirror()
                    .setting("image_mirror", "false", "true")
                    .setting("openemr_image", "\"openemr/openemr\"", "\"%s\"".formatted(registry.repository()));

            var run = operator().run("upgrade", "--to", "8.4.2", "--yes");

            assertThat(run.status()).isEqualTo(5);
            assertThat(run.err()).contains("8.4.2 is not copied: NO RELEASE");
            assertThat(operator().read("cdk.txt")).doesNotContain("cdk deploy");
            assertThat(operator().read("cdk.json")).contains("\"openemr_version\": \"8.4.1\"");
        }
    }

    @Test
    void saysWhatCloudFormationDidWhenItFails() {
        aws().query(
                        "DescribeStackEvents",
                        "<StackEvents>%s%s</StackEvents>"
                                .formatted(
                                        event("2026-11-25T12:02:00Z", "Service", "cancelled"),
                                        event("2026-11-25T12:01:00Z", "SetUpRun", "the task failed")));
        aws().queryWhere("DescribeStacks", "openemr-compute", HealthyAws.stack("UPDATE_ROLLBACK_COMPLETE"));
        var before = operator().read("cdk.json");

        var run = operator().with("DEPLOY_STATUS", "1").run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The upgrade failed: SetUpRun: the task failed", "docs/upgrading.md");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void namesTheLogOfTheTaskThatFailed() {
        aws().query(
                        "DescribeStackEvents",
                        "<StackEvents>%s</StackEvents>"
                                .formatted(event(
                                        "2026-11-25T12:01:00Z", "TlsMaterialRunWindow1BB43667D", "the task failed")));
        aws().queryWhere("DescribeStacks", "openemr-compute", HealthyAws.stack("UPDATE_ROLLBACK_COMPLETE"));

        var run = operator().with("DEPLOY_STATUS", "1").run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.err()).contains("Read `openemr logs tls`");
    }

    /** Credentials of an hour, or the network, end before an upgrade of several. */
    @Test
    void keepsTheNewVersionWhenTheUpgradeMayGoOn() {
        aws().queryWhere(
                        "DescribeStacks",
                        "openemr-compute",
                        HealthyAws.stack("UPDATE_COMPLETE"),
                        HealthyAws.stack("UPDATE_IN_PROGRESS"));
        aws().query(
                        "DescribeStackEvents",
                        "<StackEvents>%s</StackEvents>".formatted(event("2026-11-25T12:02:00Z", "SetUpRun", "x")));

        var run = operator().with("DEPLOY_STATUS", "1").run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the upgrade may go on");
        assertThat(operator().read("cdk.json")).contains("\"openemr_version\": \"8.4.2\"");
    }

    @Test
    void upgradesNoOtherDeploymentThanTheOneOfTheCheckout() {
        assertThat(operator()
                        .run("upgrade", "--to", "8.4.2", "--deployment", "staging", "--yes")
                        .status())
                .isEqualTo(2);
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    @Test
    void changesNothingWithoutConsent() {
        var before = operator().read("cdk.json");

        var run = operator().typing("n").run("upgrade", "--to", "8.4.2");

        assertThat(run.status()).isEqualTo(1);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(operator().read("cdk.txt")).doesNotContain("deploy");
        assertThat(aws().bodiesOf("/backup-jobs")).isEmpty();
    }

    /** Nobody to ask: as without consent, and before anything was done. */
    @Test
    void changesNothingWhereNobodyCanBeAsked() {
        var before = operator().read("cdk.json");

        var run = operator().run("upgrade", "--to", "8.4.2");

        assertThat(run.status()).isEqualTo(2);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(operator().read("cdk.txt")).doesNotContain("deploy");
    }

    @Test
    void changesNothingWhenTheDifferenceCannotBeMade() {
        operator().program("npx", "exit 1");
        var before = operator().read("cdk.json");

        assertThat(operator().run("upgrade", "--to", "8.4.2", "--yes").status()).isEqualTo(1);
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** Who ends the command while CloudFormation upgrades must not deploy the old version over the new one. */
    @Test
    void hasTheNewVersionInTheFileWhenCloudFormationHasIt() {
        aws().query(
                        "DescribeStackEvents",
                        "<StackEvents/>",
                        "<StackEvents/>",
                        "<StackEvents>%s</StackEvents>".formatted(event("2026-11-25T12:02:00Z", "SetUpRun", "x")));
        operator().program("npx", WorkingAws.SYNTHESIS + """

                        [ "$2" = deploy ] || exit 0
                        cp cdk.json at-first.json
                        for try in $(seq 100); do grep -q 8.4.2 cdk.json && break; sleep 0.1; done
                        cp cdk.json while-deploying.json""");

        operator().run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(operator().read("at-first.json")).contains("\"openemr_version\": \"8.4.1\"");
        assertThat(operator().read("while-deploying.json")).contains("\"openemr_version\": \"8.4.2\"");
    }

    /** What is deployed next must not be an upgrade that nobody asked for. */
    @Test
    void leavesTheFileAloneWhenCloudFormationDidNotBegin() {
        aws().query("DescribeStackEvents", "<StackEvents/>");
        var before = operator().read("cdk.json");

        var run = operator().with("DEPLOY_STATUS", "1").run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.err()).contains("the deployment did not begin");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** An upgrade takes long enough for somebody to edit the file. */
    @Test
    void keepsWhatSomebodyElseChangesMeanwhile() {
        operator().program("npx", WorkingAws.SYNTHESIS + """

                        [ "$2" != deploy ] || sed -i 's/"openemr_service_fargate_minimum_capacity": 2/"openemr_service_fargate_minimum_capacity": 3/' cdk.json""");

        assertThat(operator().run("upgrade", "--to", "8.4.2", "--yes").status()).isZero();

        assertThat(operator().read("cdk.json"))
                .contains("\"openemr_version\": \"8.4.2\"", "\"openemr_service_fargate_minimum_capacity\": 3");
    }

    @Test
    void goesOnWithTheDeploymentWhenTheLogCannotBeRead() {
        aws().json("Logs_20140328.FilterLogEvents", LocalAws.error("InternalFailure", "The log is away"));

        var run = operator().run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("The log of the set-up task cannot be read", "The log is away");
        assertThat(operator().read("cdk.json")).contains("\"openemr_version\": \"8.4.2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "8.4", "8.4.1", "8.4.0", "7.0.4", "8.4.2-rc1", "; rm"})
    void refusesWhatIsNoNewerRelease(String version) {
        var run = operator().run("upgrade", "--to", version, "--yes");

        assertThat(run.status()).isEqualTo(2);
        assertThat(aws().requests()).isEmpty();
    }

    @Test
    void destroysAfterTheNameIsTyped() {
        var run = operator().typing("openemr").run("destroy");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("data_on_destroy is retain.", "Kept: a final snapshot");
        var assembly = operator().directory().resolve("cdk.out");
        assertThat(operator().read("cdk.txt").lines())
                .containsExactly(
                        "cdk synth --quiet --output " + assembly,
                        "cdk destroy --app %s --build  --force --exclusively ComputeStack".formatted(assembly));
    }

    /** They are for the day when the deployment is gone. */
    @Test
    void destroysNoCopies() {
        operator()
                .setting("backup_copy_region", "null", "\"us-west-2\"")
                .program("npx", "echo \"$@\" >> cdk.txt\n" + WorkingAws.SYNTHESIS + """

                        [ "$2" != synth ] || echo '{"Resources": {}}' > "$5/RegionCopyStack.template.json"
                        """);

        var run = operator().typing("openemr").run("destroy");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("Kept: the vaults of copies");
        assertThat(operator().read("cdk.txt")).contains("cdk destroy").doesNotContain("RegionCopyStack", "--all");
    }

    @Test
    void destroysNothingWhenAnotherNameIsTyped() {
        var run = operator().atATerminal().typing("yes").run("destroy");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("That is not openemr.");
        assertThat(Files.exists(operator().directory().resolve("cdk.txt"))).isFalse();
    }

    @Test
    void warnsThatEverythingWillBeLost() {
        operator().setting("data_on_destroy", "\"retain\"", "\"delete\"");

        assertThat(operator().run("destroy").err()).contains("EVERYTHING");
    }

    @Test
    void destroysNoProtectedOrOtherDeployment() {
        assertThat(operator().run("destroy", "-d", "branch", "--yes").status()).isEqualTo(2);
        operator().setting("enable_stack_termination_protection", "false", "true");
        assertThat(operator().run("destroy", "--yes").status()).isEqualTo(5);
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    private void computeIs(String template) {
        aws().queryWhere("GetTemplate", "openemr-compute", WorkingAws.deployedTemplate(template));
    }

    private static String event(String time, String resource, String reason) {
        return "<member><Timestamp>%s</Timestamp><LogicalResourceId>%s</LogicalResourceId><ResourceStatus>UPDATE_FAILED</ResourceStatus><ResourceStatusReason>%s</ResourceStatusReason></member>"
                .formatted(time, resource, reason);
    }

    /** What cannot be looked at is no reason to end what CloudFormation does. */
    @Test
    void anUpgradeGoesOnWithoutALog() {
        aws().json("Logs_20140328.DescribeLogGroups", LocalAws.denied());

        var run = operator().run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).containsOnlyOnce("The log of the set-up task cannot be read");
        assertThat(operator().read("cdk.json")).contains("\"8.4.2\"");
    }

    /** Somebody saves cdk.json meanwhile, and it is not whole. */
    @Test
    void anUpgradeGoesOnWithAnUnreadableFile() {
        operator().program("npx", WorkingAws.SYNTHESIS + "\n[ \"$2\" != deploy ] || echo '{' > cdk.json");

        var run = operator().run("upgrade", "--to", "8.4.2", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("cdk.json could not be changed", "\"openemr_version\": \"8.4.2\"");
        assertThat(run.out()).contains("rollout COMPLETED");
    }
}
