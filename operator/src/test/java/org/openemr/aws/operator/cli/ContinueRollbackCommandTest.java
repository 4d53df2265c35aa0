package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;

class ContinueRollbackCommandTest extends OperatorTest {

    @BeforeEach
    void deploy() {
        aws().query("ListStackResources", """
                <StackResourceSummaries>
                <member><LogicalResourceId>Service</LogicalResourceId><ResourceType>AWS::ECS::Service</ResourceType>
                <ResourceStatus>UPDATE_FAILED</ResourceStatus><ResourceStatusReason>no such cluster</ResourceStatusReason></member>
                <member><LogicalResourceId>Alarm</LogicalResourceId><ResourceType>AWS::CloudWatch::Alarm</ResourceType>
                <ResourceStatus>UPDATE_COMPLETE</ResourceStatus></member></StackResourceSummaries>""");
        aws().query("ContinueUpdateRollback", "");
    }

    @Test
    void goesOnAndWaits() {
        computeIs("UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE");

        var run = operator().typing("y").run("continue-rollback", "computestack");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("Service (AWS::ECS::Service): no such cluster", "UPDATE_ROLLBACK_IN_PROGRESS")
                .doesNotContain("Alarm");
        assertThat(aws().bodiesOf("ContinueUpdateRollback"))
                .singleElement()
                .asString()
                .contains("StackName=openemr-compute")
                .doesNotContain("ResourcesToSkip.member");
    }

    @Test
    void saysThatItFailedAgain() {
        computeIs("UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_FAILED");

        var run = operator().run("continue-rollback", "ComputeStack", "--skip", "Service", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("ComputeStack is UPDATE_ROLLBACK_FAILED again.", "Service: no such cluster");
        assertThat(aws().bodiesOf("ContinueUpdateRollback"))
                .allMatch(body -> body.contains("ResourcesToSkip.member.1=Service"));
    }

    @Test
    void leavesWhatIsNotStuckAlone() {
        computeIs("UPDATE_COMPLETE");

        var run = operator().run("continue-rollback", "ComputeStack", "--yes");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("ComputeStack is UPDATE_COMPLETE.");
        assertThat(aws().bodiesOf("ContinueUpdateRollback")).isEmpty();
    }

    @Test
    void doesNothingWithoutConsent() {
        computeIs("UPDATE_ROLLBACK_FAILED");

        assertThat(operator()
                        .typing("n")
                        .run("continue-rollback", "ComputeStack")
                        .status())
                .isEqualTo(1);
        assertThat(aws().bodiesOf("ContinueUpdateRollback")).isEmpty();
    }

    @Test
    void knowsWhatStacksThereAre() {
        var run = operator().run("continue-rollback", "FrontStack", "--yes");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("There is no 'FrontStack'", "NetworkStack");

        aws().query("DescribeStacks", LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
        assertThat(operator().run("continue-rollback", "DnsStack", "--yes").status())
                .isEqualTo(3);
    }

    private void computeIs(String... states) {
        aws().query(
                        "DescribeStacks",
                        java.util.stream.Stream.of(states)
                                .map(HealthyAws::stack)
                                .toArray(String[]::new));
    }
}
