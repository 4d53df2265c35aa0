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
                "DATA_MOVES | AWS::S3::Bucket: {'BucketName': 'a'} | AWS::S3::Bucket: {'BucketName': 'b'}"
            })
    void judges(Effect effect, String before, String after) {
        var installed = installed("DataStack", resource(before));

        assertThat(Effects.of(InstallationChange.of(installed, Map.of("DataStack", resource(after)))))
                .isEqualTo(effect);
    }

    private static Template resource(String text) {
        var parts = text.split(": ", 2);
        return template("'R': {'Type': '%s', 'Properties': %s}".formatted(parts[0], parts[1]));
    }
}
