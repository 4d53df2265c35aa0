package org.openemr.aws.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.Layer;

class RoleAccessTest {

    @Test
    void readsWildcardsInBothDirections() throws JsonProcessingException {
        assertThat(ofStatement("\"Action\":\"s3:Get*\"")).isEqualTo("reads or writes objects");
        assertThat(ofStatement("\"Action\":[\"S3:getobject\"]")).isEqualTo("reads or writes objects");
        assertThat(ofStatement("\"Action\":\"secretsmanager:GetSecret?alue\"")).isEqualTo("reads a secret");
        assertThat(ofStatement("\"Action\":\"ecs:RunTask\"")).isEqualTo("starts tasks");
        assertThat(ofStatement("\"Action\":\"s3:GetBucketPolicy\"")).isEqualTo("nothing");
        assertThat(ofStatement("\"Action\":\"*\"")).contains("queries the database", "sends data to a model");
    }

    @Test
    void takesNotActionForEverythingElse() throws JsonProcessingException {
        assertThat(ofStatement("\"NotAction\":\"s3:*\""))
                .contains("queries the database")
                .doesNotContain("objects");
    }

    @Test
    void takesNoDenialForAPermission() throws JsonProcessingException {
        assertThat(row("\"Effect\":\"Deny\",\"Action\":\"*\"").get("patients_data"))
                .isEqualTo("nothing");
    }

    @Test
    void saysOnWhat() throws JsonProcessingException {
        assertThat(row("\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\"").get("by_what"))
                .isEqualTo("s3:GetObject on <Bucket>/*");
    }

    private static String ofStatement(String action) throws JsonProcessingException {
        return row("\"Effect\":\"Allow\"," + action).getOrDefault("patients_data", "");
    }

    private static Map<String, String> row(String statement) throws JsonProcessingException {
        var template = new ObjectMapper().readTree("""
                {"Properties":{"AssumeRolePolicyDocument":{"Statement":[{"Principal":{"Service":"lambda.amazonaws.com"}}]},
                "Policies":[{"PolicyDocument":{"Statement":[{%s,"Resource":{"Fn::Join":["",[{"Fn::GetAtt":["Bucket","Arn"]},"/*"]]}}]}}]}}""".formatted(statement));
        var role = new Deployed.Resource(Layer.DATA, "AWS::IAM::Role", "Role", "role-1", template);
        return RoleAccess.source(() -> new Deployed(List.of(role)))
                .chapter()
                .rows()
                .get(0);
    }
}
