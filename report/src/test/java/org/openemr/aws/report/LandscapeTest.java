package org.openemr.aws.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.plan.Template;

class LandscapeTest {

    private static final String NETWORK = """
            "Balancer1A2B3C4D": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"SecurityGroups": [{"Fn::GetAtt": ["BalancerGroup", "GroupId"]}]}},
            "BalancerGroup": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [
              {"CidrIp": "203.0.113.0/24", "FromPort": 443, "ToPort": 443}]}},
            "TaskGroup": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupEgress": [
              {"CidrIp": "0.0.0.0/0", "FromPort": 443, "ToPort": 443, "Description": "APIs"}, {"CidrIp": "255.255.255.255/32"}]}},
            "StoreGroup": {"Type": "AWS::EC2::SecurityGroup"},
            "ToTasks": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": {"Fn::GetAtt": ["TaskGroup", "GroupId"]}, "FromPort": 443, "ToPort": 443,
              "SourceSecurityGroupId": {"Fn::GetAtt": ["BalancerGroup", "GroupId"]}, "Description": "Requests"}},
            "ToStore": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": {"Fn::GetAtt": ["StoreGroup", "GroupId"]}, "FromPort": 6379, "ToPort": 6380,
              "SourceSecurityGroupId": {"Fn::GetAtt": ["TaskGroup", "GroupId"]}}},
            "Task": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/openemr/clinic/network/task", "Value": {"Fn::GetAtt": ["TaskGroup", "GroupId"]}}},
            "Store": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/openemr/clinic/network/store", "Value": {"Fn::GetAtt": ["StoreGroup", "GroupId"]}}}
            """;

    private static final String DATA = """
            "SitesFileSystem": {"Type": "AWS::EFS::FileSystem"},
            "Target": {"Type": "AWS::EFS::MountTarget", "Properties": {"FileSystemId": {"Ref": "SitesFileSystem"}, "SecurityGroups": [{"Ref": "StoreGroupId"}]}},
            "Secret": {"Type": "AWS::SecretsManager::Secret"},
            "Key": {"Type": "AWS::KMS::Key"},
            "SecretArn": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/openemr/clinic/data/secret", "Value": {"Ref": "Secret"}}},
            "KeyArn": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/openemr/clinic/data/key", "Value": {"Fn::GetAtt": ["Key", "Arn"]}}}
            """;

    private static final String COMPUTE = """
            "Service9571FDD8": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Task"},
              "NetworkConfiguration": {"AwsvpcConfiguration": {"SecurityGroups": [{"Ref": "TaskGroupId"}]}}}},
            "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ExecutionRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}},
            "Role": {"Type": "AWS::IAM::Role"},
            "Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [
              {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], "Resource": "{{resolve:ssm:/openemr/clinic/data/secret}}"},
              {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "{{resolve:ssm:/openemr/clinic/data/key}}"},
              {"Effect": "Deny", "Action": "elasticfilesystem:*", "Resource": "*"}]}}}
            """;

    private static final Landscape LANDSCAPE = Landscape.of(templates(), new References(templates()));

    @Test
    void namesWhatThereIs() {
        assertThat(LANDSCAPE.partsOf("NetworkStack"))
                .extracting(Part::name, Part::kind)
                .containsExactly(tuple("Balancer", "load balancer"));
        assertThat(LANDSCAPE.partsOf("DataStack"))
                .extracting(Part::name, Part::kind)
                .containsExactly(
                        tuple("Sites file system", "file system"), tuple("Secret", "secret"), tuple("Key", "KMS key"));
        assertThat(LANDSCAPE.partsOf(Part.OUTSIDE)).extracting(Part::name).containsExactly("Clients", "Internet");
    }

    /** Through what one stack publishes and another reads, and from a mount target to its file system. */
    @Test
    void followsSecurityGroupsFromStackToStack() {
        assertThat(connections(Connection.Type.NETWORK))
                .containsExactlyInAnyOrder(
                        "Clients > Balancer: 443 from 203.0.113.0/24",
                        "Balancer > Service: 443 Requests",
                        "Service > Sites file system: 6379 to 6380",
                        "Service > Internet: 443 APIs");
    }

    /** What a policy denies is no permission, and a key has everybody who stores. */
    @Test
    void showsWhatRolesMayUse() {
        assertThat(connections(Connection.Type.PERMISSION)).containsExactly("Service > Secret: secretsmanager");
    }

    @Test
    void knowsWhoReadsWhat() {
        assertThat(new References(templates()).readBy("ComputeStack"))
                .isEqualTo(Map.of(
                        "/openemr/clinic/network/task", "NetworkStack",
                        "/openemr/clinic/data/secret", "DataStack",
                        "/openemr/clinic/data/key", "DataStack"));
        assertThat(new References(templates()).readBy("NetworkStack")).isEmpty();
    }

    /** Parts stand in their stacks, and nothing on anything else. */
    @Test
    void isLaidOutWithoutOverlap() {
        var layout = Layout.of(LANDSCAPE);

        assertThat(layout.parts().keySet()).containsExactlyInAnyOrderElementsOf(LANDSCAPE.parts());
        assertThat(layout.lines()).hasSameSizeAs(LANDSCAPE.connections());
        layout.parts().forEach((part, box) -> {
            var stack = layout.stacks().get(part.address().stack());
            assertThat(stack == null || box.isIn(stack)).as(part.name()).isTrue();
            layout.parts()
                    .forEach((other, otherBox) -> assertThat(part.equals(other) || !box.overlaps(otherBox))
                            .as(part.name() + " and " + other.name())
                            .isTrue());
        });
        assertThat(layout.lines()).allSatisfy(line -> {
            var from = layout.parts().get(line.connection().from());
            var begin = line.points().get(0);
            assertThat(begin.x()).isBetween(from.x() - 1, from.x() + from.width() + 1);
            assertThat(begin.y()).isBetween(from.y() - 1, from.y() + from.height() + 1);
        });
    }

    private static Stream<String> connections(Connection.Type type) {
        return LANDSCAPE.connections().stream()
                .filter(connection -> connection.type() == type)
                .map(connection -> "%s > %s: %s"
                        .formatted(connection.from().name(), connection.to().name(), connection.what()));
    }

    private static Map<String, Template> templates() {
        var templates = new LinkedHashMap<String, Template>();
        templates.put("NetworkStack", template(NETWORK, ""));
        templates.put("DataStack", template(DATA, parameter("StoreGroupId", "network/store")));
        templates.put("ComputeStack", template(COMPUTE, parameter("TaskGroupId", "network/task")));
        return templates;
    }

    private static Template template(String resources, String parameters) {
        return Template.parse("{\"Resources\": {%s}, \"Parameters\": {%s}}".formatted(resources, parameters));
    }

    private static String parameter(String name, String path) {
        return "\"%s\": {\"Type\": \"AWS::SSM::Parameter::Value<String>\", \"Default\": \"/openemr/clinic/%s\"}"
                .formatted(name, path);
    }
}
