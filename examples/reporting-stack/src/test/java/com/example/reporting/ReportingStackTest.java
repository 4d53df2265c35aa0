package com.example.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.Contracts;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.Output;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The stack against the contract of the version that it is built with. */
class ReportingStackTest {

    private static final Names OPENEMR = Names.of("clinic");

    private static Template template;

    @BeforeAll
    static void synthesise() {
        template = Template.fromStack(
                new ReportingStack(new App(), OPENEMR, StackProps.builder().build()));
    }

    /** A value that is published in some configurations only would fail the deployment in the others. */
    @Test
    @SuppressWarnings("unchecked")
    void whatItReadsIsPublishedInEveryConfiguration() {
        var published = Contracts.ALL.stream()
                .flatMap(contract -> contract.outputs().stream())
                .filter(Output::always)
                .map(output -> output.parameterName(OPENEMR))
                .collect(Collectors.toSet());
        var parameters = (Map<String, Map<String, Object>>) template.toJSON().get("Parameters");
        var read = parameters.values().stream()
                .filter(parameter -> "AWS::SSM::Parameter::Value<String>".equals(parameter.get("Type")))
                .map(parameter -> (String) parameter.get("Default"))
                .filter(name -> name.startsWith("/openemr/"))
                .toList();

        assertThat(read).hasSizeGreaterThan(7);
        assertThat(published).containsAll(read);
    }

    @Test
    void itHandsOnTheRoleOfSparkJobs() {
        template.hasResourceProperties(
                "AWS::IAM::ManagedPolicy",
                Match.objectLike(Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                Match.arrayWith(List.of(Match.objectLike(Map.of(
                                        "Action",
                                        "iam:PassRole",
                                        "Resource",
                                        Map.of("Ref", "AnalyticsSparkRuntimeRoleArn"))))))))));
    }

    @Test
    void aFailureIsTold() {
        template.hasResourceProperties(
                "AWS::CloudWatch::Alarm", Map.of("AlarmActions", List.of(Map.of("Ref", "SecurityAlarmTopicArn"))));
    }
}
