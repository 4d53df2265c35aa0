package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;

/** Texts that only the prose of an API's reference forbids, in templates with the longest deployment name. */
class TextRulesTest {

    /** Of descriptions and rules of security groups, by the EC2 reference. */
    private static final String SECURITY_GROUP_TEXT = "[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}";

    /** Of descriptions in IAM: tab, line ends, and printable characters of Latin-1. */
    private static final String IAM_TEXT = "[\\t\\n\\r -~\\u00A1-\\u00FF]{0,1000}";

    private static final String TAG = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}";

    private static final List<TextRule> RULES = List.of(
            TextRule.of("AWS::EC2::SecurityGroup", "GroupDescription", SECURITY_GROUP_TEXT),
            TextRule.of("AWS::EC2::SecurityGroup", "SecurityGroupIngress.*.Description", SECURITY_GROUP_TEXT),
            TextRule.of("AWS::EC2::SecurityGroup", "SecurityGroupEgress.*.Description", SECURITY_GROUP_TEXT),
            TextRule.of("AWS::EC2::SecurityGroupIngress", "Description", SECURITY_GROUP_TEXT),
            TextRule.of("AWS::EC2::SecurityGroupEgress", "Description", SECURITY_GROUP_TEXT),
            TextRule.of("AWS::IAM::Role", "Description", IAM_TEXT),
            TextRule.of("AWS::SSM::Parameter", "Name", "[a-zA-Z0-9_.\\-/]{1,1011}"),
            TextRule.of("AWS::SSM::Parameter", "Description", "(?s).{1,1024}"),
            TextRule.of("AWS::SSM::Parameter", "Value", "(?s).{1,4096}"),
            TextRule.of("AWS::CloudWatch::Alarm", "AlarmName", ".{1,255}"),
            TextRule.of("AWS::CloudWatch::Alarm", "AlarmDescription", "(?s).{1,1024}"),
            TextRule.of("AWS::Lambda::Function", "FunctionName", "[a-zA-Z0-9-_]{1,64}"),
            TextRule.of("AWS::Events::Rule", "Name", "[.\\-_A-Za-z0-9]{1,64}"),
            TextRule.of("AWS::Events::Rule", "Description", "(?s).{0,512}"),
            TextRule.of("AWS::KMS::Alias", "AliasName", "alias/[a-zA-Z0-9/_-]{1,250}"),
            TextRule.of("AWS::SecretsManager::Secret", "Description", "(?s).{0,2048}"),
            TextRule.of("AWS::Logs::LogGroup", "LogGroupName", "[.\\-_/#A-Za-z0-9]{1,512}"),
            TextRule.of("AWS::S3::Bucket", "BucketName", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
            TextRule.of("AWS::ElastiCache::ServerlessCache", "ServerlessCacheName", "[a-zA-Z][a-zA-Z0-9-]{0,39}"),
            TextRule.of("AWS::ElastiCache::User", "UserId", "[a-zA-Z][a-zA-Z0-9-]{0,39}"),
            TextRule.of("AWS::RDS::DBCluster", "DBClusterIdentifier", "[a-z](-?[a-z0-9]){0,62}"),
            TextRule.of("AWS::Backup::BackupVault", "BackupVaultName", "[a-zA-Z0-9_-]{2,50}"),
            TextRule.of("AWS::WAFv2::WebACL", "Name", "[\\w-]{1,128}"),
            TextRule.of("AWS::WAFv2::WebACL", "Description", "[\\w=:#@/,.-][\\w+=:#@/,.\\s-]+[\\w+=:#@/,.-]{1,256}"),
            TextRule.of("AWS::StepFunctions::StateMachine", "StateMachineName", "[\\w-]{1,80}"),
            TextRule.of("AWS::SQS::Queue", "QueueName", "[\\w-]{1,80}"),
            TextRule.of("AWS::SNS::Topic", "TopicName", "[\\w-]{1,256}"),
            TextRule.of("AWS::SNS::Topic", "DisplayName", ".{0,100}"),
            TextRule.of("AWS::EMRServerless::Application", "Name", "[A-Za-z0-9._/#-]{1,64}"),
            TextRule.of("AWS::SageMaker::Domain", "DomainName", "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"),
            TextRule.of("AWS::ECS::Cluster", "ClusterName", "[\\w-]{1,255}"),
            TextRule.of("AWS::ECS::TaskDefinition", "Family", "[\\w-]{1,255}"),
            TextRule.of("AWS::CloudTrail::Trail", "TrailName", "[a-zA-Z0-9][a-zA-Z0-9._-]{1,126}[a-zA-Z0-9]"),
            TextRule.of("AWS::GlobalAccelerator::Accelerator", "Name", "[a-zA-Z0-9_-]{0,64}"),
            TextRule.of("AWS::SES::ConfigurationSet", "Name", "[a-zA-Z0-9_-]{1,64}"),
            TextRule.of("AWS::EC2::SecurityGroup", "Tags.*.Value", TAG),
            TextRule.of("AWS::RDS::DBCluster", "Tags.*.Value", TAG),
            TextRule.of("AWS::ECS::Service", "Tags.*.Value", TAG));

    private static final Map<String, SynthesisedTemplate> TEMPLATES = templates();

    @ParameterizedTest
    @MethodSource("rules")
    void everyTextIsOneThatItsApiAccepts(TextRule rule) {
        assertThat(TEMPLATES.values()).flatMap(rule::violations).isEmpty();
    }

    @Test
    void aRuleIsAboutSomething() {
        assertThat(RULES)
                .filteredOn(rule -> TEMPLATES.values().stream()
                                .mapToLong(rule::applications)
                                .sum()
                        == 0)
                .extracting(rule -> rule.type() + "." + rule.path())
                .isEmpty();
    }

    @Test
    void descriptionsOfTemplatesParametersAndOutputsFit() {
        TEMPLATES.forEach((stack, template) -> {
            assertThat(template.json().path("Description").asText()).as(stack).hasSizeBetween(1, 1024);
            assertThat(descriptions(template, "Parameters")).as(stack).allMatch(text -> text.length() <= 4000);
            assertThat(descriptions(template, "Outputs")).as(stack).allMatch(text -> text.length() <= 1024);
        });
    }

    private static Stream<String> descriptions(SynthesisedTemplate template, String section) {
        return SynthesisedTemplate.elements(template.json().path(section))
                .map(each -> each.path("Description").asText());
    }

    private static Stream<TextRule> rules() {
        return RULES.stream();
    }

    private static Map<String, SynthesisedTemplate> templates() {
        var settings = Configuration.EVERYTHING_ON.settings();
        settings.put("deployment_name", "twenty-letters-in-it");
        settings.put("data_on_destroy", "delete");
        settings.put("enable_compliance_monitoring", false);
        return SynthesisedInstallation.of(settings, TestApp.ENVIRONMENT);
    }
}
