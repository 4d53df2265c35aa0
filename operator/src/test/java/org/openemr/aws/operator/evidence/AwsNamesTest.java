package org.openemr.aws.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsNamesTest {

    private static final AwsNames NAMES = new AwsNames(Set.of(
            "openemr",
            "openemr-compute",
            "/openemr/network/vpc-id",
            "arn:aws:ecs:us-east-1:111122223333:service/openemr/web",
            "fs-0123456789abcdef0",
            "openemr-acl|1b2c|REGIONAL"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ecs:us-east-1:111122223333:cluster/openemr",
                "arn:aws:ecs:us-east-1:111122223333:service/openemr/web",
                "arn:aws:ssm:us-east-1:111122223333:parameter/openemr/network/vpc-id",
                "arn:aws:logs:us-east-1:111122223333:log-group:openemr:*",
                "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0123456789abcdef0",
                "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/openemr-acl/1b2c"
            })
    void knowsItsArns(String arn) {
        assertThat(NAMES.haveArn(arn)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ecs:us-east-1:111122223333:cluster/openemr-test",
                "arn:aws:ecs:us-east-1:111122223333:service/openemr/left-behind",
                "arn:aws:logs:us-east-1:111122223333:log-group:openemr/left-behind",
                "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/openemr-acl/9999"
            })
    void knowsThoseOfOthers(String arn) {
        assertThat(NAMES.haveArn(arn)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openemr-compute",
                "ecs:openemr_0a1b2c_0a1b2c-123",
                "arn:aws:cloudformation:us-east-1:111122223333:stack/openemr-compute/8f1c"
            })
    void findsThemInEvents(String value) {
        assertThat(NAMES.areIn(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openemr-test", "ecs:openemr-test_0a1b2c_0a1b2c-123", "my-openemr-compute", ""})
    void findsNothingOfOthersInEvents(String value) {
        assertThat(NAMES.areIn(value)).isFalse();
    }
}
