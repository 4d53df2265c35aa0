package org.openemr.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.plan.Templates.installed;
import static org.openemr.aws.plan.Templates.template;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectsTest {

    @ParameterizedTest(name = "{1} to {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NOTHING | AWS::SQS::Queue: {'DelaySeconds': 1} | AWS::SQS::Queue: {'DelaySeconds': 1}",
                "IN_PLACE | AWS::SQS::Queue: {'DelaySeconds': 1} | AWS::SQS::Queue: {'DelaySeconds': 2}",
                "SET_UP | Custom::OpenEmrTaskRun: {'Image': 'a'} | Custom::OpenEmrTaskRun: {'Image': 'b'}",
                "IN_PLACE | AWS::ECS::Service: {'EnableExecuteCommand': true} | AWS::ECS::Service: {'EnableExecuteCommand': false}",
                "TASKS_REPLACED | AWS::ECS::Service: {'TaskDefinition': 'a'} | AWS::ECS::Service: {'TaskDefinition': 'b'}",
                "INTERRUPTION | AWS::ECS::Service: {'ServiceName': 'a'} | AWS::ECS::Service: {'ServiceName': 'b'}",
                "INTERRUPTION | AWS::Route53::RecordSet: {'ResourceRecords': ['a']} | AWS::Route53::RecordSet: {'ResourceRecords': ['b']}",
                "INTERRUPTION | AWS::SecretsManager::Secret: {'GenerateSecretString': {'PasswordLength': 9}} | AWS::SecretsManager::Secret: {'GenerateSecretString': {'PasswordLength': 8}}",
                "INTERRUPTION | AWS::EC2::Route: {'NatGatewayId': 'a'} | AWS::EC2::Route: {'NatGatewayId': 'b'}",
                "ACCESS | AWS::EC2::SecurityGroupIngress: {'CidrIp': '203.0.113.0/24'} | AWS::EC2::SecurityGroupIngress: {'CidrIp': '198.51.100.0/24'}",
                "IN_PLACE | AWS::EC2::SecurityGroupIngress: {'SourceSecurityGroupId': 'a'} | AWS::EC2::SecurityGroupIngress: {'SourceSecurityGroupId': 'b'}",
                "ACCESS | AWS::EC2::SecurityGroup: {'SecurityGroupIngress': [1, 2]} | AWS::EC2::SecurityGroup: {'SecurityGroupIngress': [1]}",
                "ACCESS | AWS::WAFv2::WebACL: {'Rules': []} | AWS::WAFv2::WebACL: {'Rules': [1]}",
                "UNPROTECTED | AWS::RDS::DBCluster: {'DeletionProtection': true} | AWS::RDS::DBCluster: {}",
                "UNPROTECTED | Custom::OpenEmrDatabaseProtection: {'DeletionProtection': 'true'} | Custom::OpenEmrDatabaseProtection: {'DeletionProtection': 'false'}",
                "IN_PLACE | AWS::S3::Bucket: {'BucketName': 'a', 'Tags': [{'Key': 'openemr:holds', 'Value': 'copies'}]} | AWS::S3::Bucket: {'BucketName': 'b', 'Tags': [{'Key': 'openemr:holds', 'Value': 'copies'}]}",
                "DATA_MOVES | AWS::S3::Bucket: {'BucketName': 'a'} | AWS::S3::Bucket: {'BucketName': 'b'}"
            })
    void judges(Effect effect, String before, String after) {
        var installed = installed("DataStack", resource(before));

        assertThat(Effects.of(InstallationChange.of(installed, Map.of("DataStack", resource(after)))))
                .isEqualTo(effect);
    }

    /** Nothing but a policy changes, and no data is kept any more. */
    @ParameterizedTest
    @CsvSource({"Retain, Delete, UNPROTECTED", "Delete, Retain, IN_PLACE", "Retain, RetainExceptOnCreate, NOTHING"})
    void judgesPolicies(String before, String after, Effect effect) {
        var form = "'R': {'Type': 'AWS::S3::Bucket', 'DeletionPolicy': '%s'}";
        var installed = installed("DataStack", template(form.formatted(before)));

        assertThat(Effects.of(InstallationChange.of(installed, Map.of("DataStack", template(form.formatted(after))))))
                .isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::EC2::Route, INTERRUPTION",
        "AWS::EC2::SecurityGroupIngress, IN_PLACE",
        "AWS::WAFv2::WebACLAssociation, ACCESS",
        "AWS::KMS::Key, DATA_MOVES",
        "AWS::CloudWatch::Alarm, IN_PLACE"
    })
    void judgesWhatGoes(String type, Effect effect) {
        var other = "'Other': {'Type': 'AWS::SQS::Queue'}";
        var installed = installed("DataStack", template(other + ", 'R': {'Type': '%s'}".formatted(type)));

        assertThat(Effects.of(InstallationChange.of(installed, Map.of("DataStack", template(other)))))
                .isEqualTo(effect);
    }

    private static Template resource(String text) {
        var parts = text.split(": ", 2);
        return template("'R': {'Type': '%s', 'Properties': %s}".formatted(parts[0], parts[1]));
    }
}
