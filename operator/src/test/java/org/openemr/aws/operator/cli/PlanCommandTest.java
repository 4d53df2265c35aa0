package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.NetworkContract;

/** {@code openemr plan}, with a stand-in for the CDK's command line that writes the templates of the test. */
class PlanCommandTest extends PlannedTest {

    private static final String PUBLISHED = QUEUE + ", 'Value': {'Type': 'AWS::SSM::Parameter', 'Properties':"
            + " {'Name': '/queue', 'Value': {'Ref': 'Queue'}}}";
    private static final String BUCKET =
            "'Store': {'Type': 'AWS::S3::Bucket', 'DeletionPolicy': 'Delete', 'Properties': {'BucketName': '%s'}}";
    private static final String READER =
            "{'Parameters': {'Queue': {'Type': 'AWS::SSM::Parameter::Value<String>', 'Default': '/queue'}},"
                    + " 'Resources': {'Policy': {'Type': 'AWS::SQS::QueuePolicy', 'Properties': {'Queues': [{'Ref': 'Queue'}]}}}}";

    @Test
    void saysThatNothingIsToDo() {
        deployed("network", resources(QUEUE.formatted("a")));
        wanted("NetworkStack", resources(QUEUE.formatted("a")));

        var run = operator().run("plan");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("Nothing is to do.\n");
        assertThat(run.err()).isEqualTo("Nothing changes.\n");
        assertThat(operator().read("cdk.txt"))
                .startsWith("cdk synth --quiet --output ")
                .endsWith("/cdk.out\n");
    }

    /** A value that changes touches who reads it, although the reader's template stays the same. */
    @Test
    void namesTheStacksInTheirOrder() {
        var text = "'Value': {'Type': 'AWS::SSM::Parameter', 'Properties': {'Name': '/queue', 'Value': '%s'}}";
        deployed("network", resources(text.formatted("a")));
        deployed("data", READER);
        wanted("NetworkStack", resources(text.formatted("b")));
        wanted("DataStack", READER);

        var run = operator().run("plan");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "step  stack         does      made  changed  replaced  given up",
                        "1     NetworkStack  in place  0     1        0         0",
                        "2     DataStack     in place  0     1        0         0");
        assertThat(run.err())
                .contains(
                        "Nobody notices.",
                        "  npx cdk deploy --exclusively NetworkStack\n  npx cdk deploy --exclusively DataStack\n");
    }

    /** The CDK does not know a stack any more that the configuration lost. */
    @Test
    void tellsHowAStackThatIsNotWantedAnyMoreGoes() {
        deployed("network", resources(PUBLISHED.formatted("a")));
        deployed("analytics", READER);
        wanted("NetworkStack", resources(QUEUE.formatted("b")));

        var run = operator().run("plan");

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("  aws cloudformation delete-stack --stack-name openemr-analytics"
                        + " && aws cloudformation wait stack-delete-complete --stack-name openemr-analytics\n"
                        + "  npx cdk deploy --exclusively NetworkStack\n");
    }

    /** The CDK's command line does not empty the directory that it writes to. */
    @Test
    void leavesOutWhatAnEarlierSynthesisWrote() {
        deployed("network", resources(QUEUE.formatted("a")));
        wanted("NetworkStack", resources(QUEUE.formatted("a")));
        wanted("AnalyticsStack", resources(QUEUE.formatted("b")));
        operator().file("made/manifest.json", "{\"artifacts\": {\"NetworkStack\": {}}}");

        assertThat(operator().run("plan").out()).isEqualTo("Nothing is to do.\n");
    }

    /** What is in another region or account is not asked for. */
    @Test
    void saysWhichStacksAreElsewhere() {
        deployed("network", resources(QUEUE.formatted("a")));
        wanted("NetworkStack", resources(QUEUE.formatted("a")));
        operator().file("made/manifest.json", """
                {"artifacts": {"NetworkStack": {"type": "aws:cloudformation:stack"}, "RegionCopyStack": {"type": "aws:cloudformation:stack"},
                "RegionCopyStack.assets": {"type": "cdk:asset-manifest"}}}""");

        assertThat(operator().run("plan").err())
                .containsOnlyOnce("is elsewhere")
                .contains("RegionCopyStack is elsewhere and was not compared: npx cdk diff RegionCopyStack.");
        assertThat(operator().run("plan", "-o", "json").out()).contains("\"elsewhere\" : [ \"RegionCopyStack\" ]");
    }

    @Test
    void warnsOfDataAndEndsWithAStatusOfItsOwn() {
        deployed("data", resources(BUCKET.formatted("a")));
        wanted("DataStack", resources(BUCKET.formatted("b")));

        var run = operator().run("plan");

        assertThat(run.status()).isEqualTo(6);
        assertThat(run.err()).contains("Know where its data is", "DataStack.Store (AWS::S3::Bucket) is replaced");
    }

    @Test
    void saysWhyADeploymentWouldFail() {
        deployed("data", resources(QUEUE.formatted("a")));
        wanted("DataStack", resources(QUEUE.formatted("a").replace("'Queue'", "'Other'")));

        var run = operator().run("plan");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("would fail", "DataStack.Other wants what DataStack.Queue has");
    }

    @Test
    void tellsWhatComesAndGoesThatCostsMoney() {
        deployed("network", resources(QUEUE.formatted("a")));
        wanted(
                "NetworkStack",
                resources(QUEUE.formatted("a") + ", 'Nat': {'Type': 'AWS::EC2::NatGateway', 'Properties': {}}"));

        assertThat(operator().run("plan").err()).contains("Cost: +1 NAT gateway");
    }

    @Test
    void isReadByScripts() {
        deployed("network", resources(QUEUE.formatted("a")));
        wanted("NetworkStack", resources(QUEUE.formatted("b")));

        var run = operator().run("plan", "--output", "json", "--assembly", "made");

        assertThat(run.out())
                .contains("\"effect\" : \"in_place\"", "\"stack\" : \"NetworkStack\"", "\"hazards\" : [ ]");
        assertThat(run.err()).isEmpty();
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    @Test
    void plansNoOtherDeploymentThanTheOneOfTheCheckout() {
        var run = operator().run("plan", "--deployment", "branch");

        assertThat(run.status()).isEqualTo(2);
        assertThat(aws().requests()).isEmpty();
    }

    @Test
    void saysThatADirectoryHoldsNoTemplates() {
        assertThat(operator().run("plan", "--assembly", "made").status()).isEqualTo(3);
    }

    /** A stack reads values when it is deployed: the one below has yet to hear of the new one. */
    @Test
    void knowsWhatAStackHasNotReadYet() {
        var name = NetworkContract.VPC_ID.parameterName(Names.of("openemr"));
        var published = "'Value': {'Type': 'AWS::SSM::Parameter', 'Properties': {'Name': '%s', 'Value': 'the-vpcId'}}"
                .formatted(name);
        var reader = READER.replace("/queue", name);
        var parameters = "<Parameters><member><ParameterKey>Queue</ParameterKey><ParameterValue>" + name
                + "</ParameterValue><ResolvedValue>%s</ResolvedValue></member></Parameters>";
        deployed("network", resources(published));
        wanted("NetworkStack", resources(published));
        wanted("DataStack", reader);

        deployed("data", reader, "UPDATE_COMPLETE", parameters.formatted("vpc-before"));
        assertThat(operator().run("plan").out().lines()).last().asString().startsWith("1     DataStack");

        deployed("data", reader, "UPDATE_COMPLETE", parameters.formatted("the-" + NetworkContract.VPC_ID.name()));
        assertThat(operator().run("plan").out()).isEqualTo("Nothing is to do.\n");
    }

    /** The CDK deletes what a first deployment left, and makes the stack anew. */
    @ParameterizedTest
    @ValueSource(strings = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "REVIEW_IN_PROGRESS"})
    void doesNotTakeAFailedFirstDeploymentForAnInstalledStack(String status) {
        deployed("data", resources(QUEUE.formatted("a")), status, "");
        wanted("DataStack", resources(QUEUE.formatted("a")));

        assertThat(operator().run("plan").out()).contains("1     DataStack  in place  1     0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED", "UPDATE_FAILED", "DELETE_FAILED"})
    void saysThatAStackTakesNoDeployment(String status) {
        deployed("data", resources(QUEUE.formatted("a")), status, "");
        wanted("DataStack", resources(QUEUE.formatted("b")));

        var run = operator().run("plan");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("openemr-data is", "(" + status + ")");
    }

    /** It is told, and stops nobody from deploying another. */
    @Test
    void aStuckStackIsNoObstacleForOthers() {
        deployed("data", resources(QUEUE.formatted("a")), "DELETE_FAILED", "");
        deployed("network", resources(QUEUE.formatted("a")));
        wanted("DataStack", resources(QUEUE.formatted("a")));
        wanted("NetworkStack", resources(QUEUE.formatted("b")));

        var run = operator().run("plan");

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("openemr-data is stuck");
    }

    @Test
    void readsAStackThatHasNoTemplateYet() {
        deployed("data", "", "REVIEW_IN_PROGRESS", "");
        wanted("DataStack", resources(QUEUE.formatted("a")));

        assertThat(operator().run("plan").out()).contains("1     DataStack  in place  1     0");
    }

    /** The commands mean the region and the profile that were planned, the templates that were looked at, and a stack that is protected. */
    @Test
    void printsCommandsThatMeanTheSame() {
        deployed("network", resources(PUBLISHED.formatted("a")));
        deployed(
                "analytics",
                READER,
                "UPDATE_COMPLETE",
                "<EnableTerminationProtection>true</EnableTerminationProtection>");
        wanted("NetworkStack", resources(QUEUE.formatted("b")));

        var run = operator().run("plan", "--region", "eu-west-1", "--assembly", "made");

        assertThat(run.err())
                .contains(
                        "  aws cloudformation update-termination-protection --no-enable-termination-protection"
                                + " --stack-name openemr-analytics --region eu-west-1 && aws cloudformation delete-stack"
                                + " --stack-name openemr-analytics --region eu-west-1",
                        "  AWS_REGION=eu-west-1 npx cdk deploy --app made --build '' --exclusively NetworkStack\n");
    }

    @Test
    void warnsOfDataThatIsNotKeptAnyMore() {
        deployed("data", resources(BUCKET.formatted("a").replace("'Delete'", "'Retain'")));
        wanted("DataStack", resources(BUCKET.formatted("a")));

        var run = operator().run("plan");

        assertThat(run.status()).isEqualTo(6);
        assertThat(run.err()).contains("may be deleted from now on", "DataStack.Store (AWS::S3::Bucket) changes");
    }
}
