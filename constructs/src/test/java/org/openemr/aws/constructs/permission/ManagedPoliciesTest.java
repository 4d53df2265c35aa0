package org.openemr.aws.constructs.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

class ManagedPoliciesTest {

    private static final int LONGEST_MANAGED_POLICY = 6144;
    private static final int STATEMENTS = 60;

    @Test
    void aPolicyThatIsTooLongBecomesSeveralWithEveryStatementOnce() {
        var template = templateWithStatements(STATEMENTS);

        assertThat(template.resources("AWS::IAM::Policy")).isEmpty();
        var policies = template.properties("AWS::IAM::ManagedPolicy");
        assertThat(policies).hasSizeGreaterThan(1).allSatisfy(policy -> {
            assertThat(policy.path("PolicyDocument").toString()).hasSizeLessThan(LONGEST_MANAGED_POLICY);
            assertThat(policy.path("Roles")).hasSize(1);
        });
        assertThat(template.roleStatements())
                .extracting(statement -> statement.path("Resource").asText())
                .doesNotHaveDuplicates()
                .hasSize(STATEMENTS);
    }

    @Test
    void aShortPolicyStaysOne() {
        assertThat(templateWithStatements(2).properties("AWS::IAM::ManagedPolicy"))
                .hasSize(1);
    }

    @Test
    void aRoleIsAssumedForThisAccountOnly() {
        var trust = templateWithStatements(1).onlyProperties("AWS::IAM::Role").path("AssumeRolePolicyDocument");

        assertThat(trust.toString())
                .contains("lambda.amazonaws.com", "\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}");
    }

    private static SynthesisedTemplate templateWithStatements(int count) {
        var stack = new Stack(TestApp.create(), "Roles");
        var role = ServiceRole.create(stack, "Role", "lambda", "A role of tests");
        IntStream.range(0, count)
                .forEach(number -> role.addToPrincipalPolicy(PolicyStatement.Builder.create()
                        // Another action for each, or the CDK would merge the statements.
                        .actions(List.of("s3:GetObject", "s3:Action" + number))
                        .resources(List.of("arn:aws:s3:::a-bucket-of-tests-with-a-rather-long-name/" + number))
                        .build()));
        return SynthesisedTemplate.of(stack);
    }
}
