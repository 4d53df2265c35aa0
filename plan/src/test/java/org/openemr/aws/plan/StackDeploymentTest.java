package org.openemr.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.plan.Templates.deployed;
import static org.openemr.aws.plan.Templates.installed;
import static org.openemr.aws.plan.Templates.queue;
import static org.openemr.aws.plan.Templates.template;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackDeploymentTest {

    private static final String STACK = "DataStack";

    @Test
    void theSameTemplateChangesNothing() {
        var template = template(queue("A", "a"));

        assertThat(deployed(installed(STACK, template), STACK, template).changes())
                .isEmpty();
    }

    @Test
    void updatesInPlaceWhatTheSpecificationAllows() {
        var before = template("'A': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'a', 'DelaySeconds': 1}}");
        var after = template("'A': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'a', 'DelaySeconds': 2}}");

        assertThat(deployed(installed(STACK, before), STACK, after).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.action()).isEqualTo(Action.UPDATE);
                    assertThat(change.properties()).containsExactly("DelaySeconds");
                });
    }

    @Test
    void replacesAndGivesWhoeverNamesItAnother() {
        var user = ", 'Policy': {'Type': 'AWS::SQS::QueuePolicy', 'Properties': {'Queues': [{'Ref': 'A'}]}}";

        var plan =
                deployed(installed(STACK, template(queue("A", "a") + user)), STACK, template(queue("A", "b") + user));

        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.REPLACE, Action.UPDATE);
        assertThat(plan.hazards()).isEmpty();
    }

    /** A target group works for one load balancer, and the old listener goes last. */
    @Test
    void aListenerKeepsItsLoadBalancerWhileItsTargetsStay() {
        var before = template(listener("one", "targets"));

        assertThat(deployed(installed(STACK, before), STACK, template(listener("other", "targets")))
                        .hazards())
                .singleElement()
                .satisfies(hazard -> {
                    assertThat(hazard.kind()).isEqualTo(Hazard.Kind.REFUSED);
                    assertThat(hazard.text()).contains("another load balancer while its target group works");
                });
        assertThat(deployed(installed(STACK, before), STACK, template(listener("other", "others")))
                        .hazards())
                .isEmpty();
    }

    private static String listener(String loadBalancer, String targets) {
        return ("'L': {'Type': 'AWS::ElasticLoadBalancingV2::Listener', 'Properties': {'LoadBalancerArn': '%s', 'Port': 443,"
                        + " 'DefaultActions': [{'Type': 'forward', 'TargetGroupArn': '%s'}]}}")
                .formatted(loadBalancer, targets);
    }

    @Test
    void createsBeforeItDeletes() {
        var plan = deployed(installed(STACK, template(queue("A", "a"))), STACK, template(queue("B", "a")));

        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.CREATE, Action.DELETE);
        assertThat(plan.hazards()).singleElement().satisfies(hazard -> {
            assertThat(hazard.kind()).isEqualTo(Hazard.Kind.TAKEN);
            assertThat(hazard.text()).contains("DataStack.B", "DataStack.A", "AWS::SQS::Queue a");
        });
    }

    @Test
    void whatIsKeptIsInTheWayOfItsSuccessor() {
        var kept = "'L': {'Type': 'AWS::Logs::LogGroup', 'DeletionPolicy': 'RetainExceptOnCreate',"
                + " 'Properties': {'LogGroupName': 'l'}}, ";
        var with = template(kept + queue("A", "a"));
        var without = template(queue("A", "a"));

        var gone = deployed(installed(STACK, with), STACK, without);

        assertThat(gone.after().leftBehind()).extracting(Resource::id).containsExactly("L");
        assertThat(deployed(gone.after(), STACK, with).hazards())
                .extracting(Hazard::kind)
                .containsExactly(Hazard.Kind.TAKEN);
    }

    @Test
    void aStackThatComesAgainHasAnotherId() {
        var template = template("'L': {'Type': 'AWS::Logs::LogGroup', 'DeletionPolicy': 'Retain', 'Properties':"
                + " {'LogGroupName': {'Fn::Select': [2, {'Fn::Split': ['/', {'Ref': 'AWS::StackId'}]}]}}}");
        var gone = StackDeployment.deletion(STACK, installed(STACK, template)).after();

        var again = deployed(gone, STACK, template);

        assertThat(again.hazards()).isEmpty();
        assertThat(again.changes()).extracting(Change::action).containsExactly(Action.CREATE);
    }

    @Test
    void subnetsThatOverlapAreRefused() {
        var half = "'%s': {'Type': 'AWS::EC2::Subnet', 'Properties': {'VpcId': 'v', 'CidrBlock': '%s'}}";
        var before = template(half.formatted("One", "10.0.0.0/18") + ", " + half.formatted("Two", "10.0.64.0/18"));
        var after = template(half.formatted("One", "10.0.0.0/19") + ", " + half.formatted("Two", "10.0.64.0/18"));

        assertThat(deployed(installed(STACK, before), STACK, after).hazards())
                .extracting(Hazard::text)
                .containsExactly("DataStack.One wants addresses that DataStack.One has: 10.0.0.0/18");
    }

    @Test
    void addressesThatOnlyAwsKnowsAreNotCompared() {
        var form = "'%s': {'Type': 'AWS::EC2::Subnet', 'Properties': {'VpcId': 'v', 'CidrBlock':"
                + " {'Fn::Select': [%d, {'Fn::Cidr': [{'Fn::GetAtt': ['V', 'CidrBlock']}, 4, 8]}]}}}";
        var template = template(form.formatted("One", 0) + ", " + form.formatted("Two", 1));

        assertThat(deployed(Installed.NOTHING, STACK, template).hazards()).isEmpty();
    }

    /** Of whatever else a template holds nothing is said, and nothing breaks. */
    @Test
    void readsWhatItDoesNotKnow() {
        var template = Template.parse("""
                {"Conditions": {"C": {"Fn::Equals": ["a", "b"]}}, "Parameters": {"P": {"Type": "String"}}, "Resources": {
                 "A": {"Type": "AWS::Some::Thing", "DependsOn": "B", "Properties": {"X": {"Fn::If": ["C", 1, {"Ref": "P"}]}, "Y": null}},
                 "B": {"Type": "AWS::CDK::Metadata"}}}""");

        var installed = installed(STACK, template);

        assertThat(installed.stack(STACK)).containsOnlyKeys("B", "A");
        assertThat(deployed(installed, STACK, template).changes()).isEmpty();
    }

    /** EC2 takes no block of version 6 from a subnet in which something has an address of it. */
    @Test
    void aSubnetInUseKeepsItsAddresses() {
        var form = "'S': {'Type': 'AWS::EC2::Subnet', 'Properties': {'VpcId': 'v', 'CidrBlock': '10.0.0.0/18'%s}}";
        var before = template(form.formatted(", 'Ipv6CidrBlock': '2001:db8::/64'"));

        var plan = deployed(installed(STACK, before), STACK, template(form.formatted("")));

        assertThat(plan.hazards()).extracting(Hazard::kind).containsExactly(Hazard.Kind.REFUSED);
    }

    @Test
    void aCustomResourceCannotGetAnotherFunction() {
        var form = "'F': {'Type': 'AWS::Lambda::Function', 'Properties': {'FunctionName': '%s'}},"
                + " 'C': {'Type': 'Custom::Thing', 'Properties': {'ServiceToken': {'Fn::GetAtt': ['F', 'Arn']}}}";

        var plan = deployed(installed(STACK, template(form.formatted("f"))), STACK, template(form.formatted("g")));

        assertThat(plan.hazards()).extracting(Hazard::kind).containsExactly(Hazard.Kind.REFUSED);
    }

    @Test
    void aDatabaseIsNotTakenBackToAnOlderVersion() {
        var form = "'D': {'Type': 'AWS::RDS::DBCluster', 'Properties': {'EngineVersion': '8.0.mysql_aurora.3.%s.0'}}";
        var newer = template(form.formatted("12"));
        var older = template(form.formatted("9"));

        assertThat(deployed(installed(STACK, older), STACK, newer).hazards()).isEmpty();
        assertThat(deployed(installed(STACK, newer), STACK, older).hazards())
                .extracting(Hazard::kind)
                .containsExactly(Hazard.Kind.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'D': {'Type': 'AWS::RDS::DBCluster', 'UpdateReplacePolicy': 'Snapshot',"
                        + " 'Properties': {'DBClusterIdentifier': '%s', 'DeletionProtection': true}}",
                "'D': {'Type': 'AWS::RDS::DBCluster', 'UpdateReplacePolicy': 'Snapshot',"
                        + " 'Properties': {'DBClusterIdentifier': '%s'}},"
                        + " 'P': {'Type': 'Custom::OpenEmrDatabaseProtection',"
                        + " 'Properties': {'ClusterIdentifier': {'Ref': 'D'}, 'DeletionProtection': 'true'}}"
            })
    void aProtectedClusterStays(String form) {
        var plan = deployed(installed(STACK, template(form.formatted("a"))), STACK, template(form.formatted("b")));

        assertThat(plan.after().leftBehind())
                .extracting(resource ->
                        resource.properties().path("DBClusterIdentifier").asText())
                .containsExactly("a");
    }

    /** CloudFormation stops, with the stack in DELETE_FAILED; the clean-up of a throw-away installation takes protection off first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::RDS::DBCluster: {'DeletionProtection': true} | Delete | 1",
                "AWS::RDS::DBCluster: {'DeletionProtection': true} | Retain | 0",
                "AWS::RDS::DBCluster: {'DeletionProtection': false} | Delete | 0",
                "AWS::ElasticLoadBalancingV2::LoadBalancer:"
                        + " {'LoadBalancerAttributes': [{'Key': 'deletion_protection.enabled', 'Value': 'true'}]} | Delete | 1"
            })
    void aStackWithSomethingProtectedIsNotDeleted(String resource, String policy, int refused) {
        var parts = resource.split(": ", 2);
        var written =
                "'R': {'Type': '%s', 'DeletionPolicy': '%s', 'Properties': %s}".formatted(parts[0], policy, parts[1]);
        var cleanedUp = written + ", 'C': {'Type': 'Custom::OpenEmrStackCleanup'}";

        assertThat(StackDeployment.deletion(STACK, installed(STACK, template(written)))
                        .hazards())
                .hasSize(refused)
                .extracting(Hazard::kind)
                .allMatch(Hazard.Kind.REFUSED::equals);
        assertThat(StackDeployment.deletion(STACK, installed(STACK, template(cleanedUp)))
                        .hazards())
                .isEmpty();
    }

    @Test
    void judgesTheFirstPropertiesOfAResource() {
        var bare = template("'A': {'Type': 'AWS::SQS::Queue'}");

        assertThat(deployed(installed(STACK, bare), STACK, template(queue("A", "a")))
                        .changes())
                .singleElement()
                .satisfies(change -> assertThat(change.action()).isEqualTo(Action.REPLACE));
    }
}
