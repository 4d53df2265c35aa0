package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.operator.fixtures.LocalAws;

/** {@code openemr deploy}: what differs, in order, and what it says when that does not come to its end. */
class DeployCommandTest extends PlannedTest {

    private static final String BEGAN = "2026-11-25T12:00:01Z";

    @BeforeEach
    void theCdkDeploys() {
        // Synthesises as for a plan; fails at the stack that the test names, which is the last argument.
        operator().program("npx", """
                echo "$@" >> cdk.txt
                if [ "$2" = synth ]; then mkdir -p "$5"; cp made/* "$5"; exit; fi
                for last in "$@"; do :; done
                [ "$last" != "$FAILS_AT" ]""");
        aws().query("GetCallerIdentity", "<Account>111122223333</Account>");
        aws().query("DescribeStackEvents", "<StackEvents></StackEvents>");
        deployed("network", resources(QUEUE.formatted("a")));
        wanted("NetworkStack", resources(QUEUE.formatted("b")));
        wanted("DataStack", resources(QUEUE.formatted("c").replace("'Queue'", "'Other'")));
    }

    @Test
    void deploysEachStackInOrder() {
        var run = operator().run("deploy", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(stacks()).containsExactly("NetworkStack", "DataStack");
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.err()).contains("1 of 2: NetworkStack\n2 of 2: DataStack\n");
    }

    @Test
    void deploysWhatWasPlannedAndMakesNothingAnew() {
        var run = operator().run("deploy", "--yes", "--assembly", "made");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.txt"))
                .doesNotContain("synth")
                .contains("deploy --app " + operator().directory().resolve("made") + " --build  --exclusively");
    }

    @Test
    void asksFirst() {
        var run = operator().typing("n").run("deploy");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Deploy deployment 'openemr' in us-east-1?", "Nothing was done.");
        assertThat(stacks()).isEmpty();
    }

    @Test
    void doesNothingWhenNothingDiffers() {
        deployed("data", resources(QUEUE.formatted("c").replace("'Queue'", "'Other'")));
        wanted("NetworkStack", resources(QUEUE.formatted("a")));

        var run = operator().run("deploy");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("Nothing is to do.\n");
        assertThat(stacks()).isEmpty();
    }

    /** By what CloudFormation has done: nothing, taken back, stuck, on its way. */
    @ParameterizedTest
    @CsvSource({
        "UPDATE_ROLLBACK_COMPLETE,CloudFormation took DataStack back",
        "ROLLBACK_COMPLETE,DataStack was new",
        "UPDATE_ROLLBACK_FAILED,openemr continue-rollback DataStack",
        "REVIEW_IN_PROGRESS,its change set failed",
        "UPDATE_IN_PROGRESS,It goes on in CloudFormation",
        "CREATE_COMPLETE,came to its end (CREATE_COMPLETE) after all",
        "DELETE_FAILED,openemr-data is DELETE_FAILED"
    })
    void saysHowFarItCameAndWhatToDo(String status, String advice) {
        aws().query(
                        "DescribeStackEvents",
                        "<StackEvents>%s</StackEvents>".formatted(event("the queue is there already")));
        aws().queryWhere(
                        "DescribeStacks",
                        "StackName=openemr-data",
                        LocalAws.xmlError("ValidationError", "Stack with id x does not exist"),
                        HealthyAws.stack(status));

        var run = operator().with("FAILS_AT", "DataStack").run("deploy", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "Deployed: NetworkStack.",
                        "DataStack was not deployed. First failure: Other: the queue is there already",
                        advice,
                        "it goes on with DataStack")
                .doesNotContain("Not begun");
    }

    @Test
    void theNextStackWaitsForTheOneThatFailed() {
        var run = operator().with("FAILS_AT", "NetworkStack").run("deploy", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("Not begun: DataStack.", "It did not begin")
                .doesNotContain("Deployed:");
        assertThat(stacks()).containsExactly("NetworkStack");
    }

    /** What is deployed is no step any more: the plan is made anew. */
    @Test
    void runAgainItGoesOnWhereItEnded() {
        operator().with("FAILS_AT", "DataStack").run("deploy", "--yes");
        deployed("network", resources(QUEUE.formatted("b")));

        var run = operator().with("FAILS_AT", "").run("deploy", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(stacks()).containsExactly("NetworkStack", "DataStack", "DataStack");
    }

    @Test
    void dataIsAtRiskOnlyWhenSomebodyAcceptsIt() {
        deployed("data", resources("'Store': {'Type': 'AWS::S3::Bucket'}"));

        var refused = operator().run("deploy", "--yes");

        assertThat(refused.status()).isEqualTo(6);
        assertThat(refused.err()).contains("DataStack.Store (AWS::S3::Bucket) goes", "Nothing was done.");
        assertThat(stacks()).isEmpty();
        assertThat(operator().run("deploy", "--yes", "--accept-data-at-risk").status())
                .isZero();
        assertThat(stacks()).containsExactly("NetworkStack", "DataStack");
    }

    @Test
    void doesNothingThatWouldFail() {
        wanted("DataStack", resources(QUEUE.formatted("b").replace("'Queue'", "'Other'")));

        var run = operator().run("deploy", "--yes", "--accept-data-at-risk");

        assertThat(run.status()).isEqualTo(5);
        assertThat(stacks()).isEmpty();
    }

    @Test
    void deletesNoStack() {
        deployed("analytics", resources(QUEUE.formatted("z").replace("'Queue'", "'Last'")));
        wanted("NetworkStack", resources(QUEUE.formatted("a")));
        operator().file("made/manifest.json", """
                {"artifacts": {"NetworkStack": {"type": "aws:cloudformation:stack", "properties": {"stackName": "openemr-network"}}}}""");

        var run = operator().run("deploy", "--yes");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err())
                .contains("AnalyticsStack is not wanted any more", "aws cloudformation delete-stack --stack-name");
        assertThat(stacks()).isEmpty();
    }

    /** A directory that another environment's synthesis wrote. */
    @ParameterizedTest
    @CsvSource({
        "staging-network,aws://111122223333/us-east-1",
        "openemr-network,aws://111122223333/eu-west-1",
        "openemr-network,aws://444455556666/us-east-1"
    })
    void deploysNoAssemblyOfAnotherDeploymentOrRegion(String name, String environment) {
        operator().file("made/manifest.json", """
                {"artifacts": {"NetworkStack": {"type": "aws:cloudformation:stack", "environment": "%s",
                "properties": {"stackName": "%s"}}}}""".formatted(environment, name));

        var run = operator().run("deploy", "--yes", "--assembly", "made");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(name, "Synthesise it for this one.");
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    /** What is deployed here copies to vaults that have to be there. */
    @Test
    void vaultsOfCopiesInThisAccountComeFirst() {
        operator().file("made/manifest.json", """
                {"artifacts": {"NetworkStack": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/us-east-1",
                "properties": {"stackName": "openemr-network"}},
                "RegionCopyStack": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/us-west-2"},
                "AccountCopyStack": {"type": "aws:cloudformation:stack", "environment": "aws://444455556666/us-east-1"}}}""");

        assertThat(operator().run("deploy", "--yes", "--assembly", "made").err())
                .contains("RegionCopyStack is in another region and was not compared");
        assertThat(stacks()).containsExactly("NetworkStack");

        var run = operator().run("deploy", "--yes", "--assembly", "made", "--copies");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(stacks()).containsExactly("NetworkStack", "RegionCopyStack", "NetworkStack");
        assertThat(run.err()).contains("AccountCopyStack is in another account and is not deployed here.");
    }

    private List<String> stacks() {
        var calls = operator().directory().resolve("cdk.txt");
        return calls.toFile().exists()
                ? operator()
                        .read("cdk.txt")
                        .lines()
                        .filter(line -> line.startsWith("cdk deploy"))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList()
                : List.of();
    }

    private static String event(String reason) {
        return "<member><Timestamp>%s</Timestamp><LogicalResourceId>Other</LogicalResourceId><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>%s</ResourceStatusReason></member>"
                .formatted(BEGAN, reason);
    }
}
