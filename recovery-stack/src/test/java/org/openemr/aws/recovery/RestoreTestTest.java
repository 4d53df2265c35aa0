package org.openemr.aws.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.recovery.RecoveryTemplates.TEMPLATE;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.StateMachines;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class RestoreTestTest {

    private static final JsonNode MACHINE = TEMPLATE.onlyProperties("AWS::StepFunctions::StateMachine");

    /** The look must be there for what the plan begins. */
    @Test
    void beginsWithThePlan() {
        var plan = TEMPLATE.onlyProperties("AWS::Backup::RestoreTestingPlan");

        assertThat(TEMPLATE.properties("AWS::Events::Rule"))
                .filteredOn(rule -> rule.toString().contains("StateMachine"))
                .singleElement()
                .extracting(rule -> rule.path("ScheduleExpression"))
                .isEqualTo(plan.path("ScheduleExpression"));
    }

    @Test
    void everyStateIsReachedAndEveryStateGoesOnOrEnds() {
        StateMachines.assertComplete(StateMachines.definition(TEMPLATE));
    }

    /** 60 hours for restoring, 6 for looking, 2 for giving back, and time for looks that fail. */
    @Test
    void waitsLongerThanTheFunction() {
        var definition = StateMachines.definition(TEMPLATE);

        assertThat(definition.path("TimeoutSeconds").asInt()).isGreaterThan(75 * 60 * 60);
        assertThat(definition.path("States").path("Look").path("TimeoutSeconds").asInt())
                .isGreaterThan(TEMPLATE.properties("AWS::Lambda::Function").stream()
                        .mapToInt(function -> function.path("Timeout").asInt())
                        .max()
                        .orElseThrow());
    }

    /** What the schedule hands over says when the test began, whenever an execution is started. */
    @Test
    void takesTheTimeOfTheSchedule() {
        assertThat(MACHINE.path("DefinitionString").asText()).contains("\"Since.$\": \"$.time\"");
        assertThat(TEMPLATE.properties("AWS::Events::Rule"))
                .flatExtracting(rule ->
                        SynthesisedTemplate.elements(rule.path("Targets")).toList())
                .noneMatch(target -> target.has("Input") || target.has("InputTransformer"));
    }

    @Test
    void tellsTheFunctionWhatItNeeds() {
        assertThat(TEMPLATE.properties("AWS::Lambda::Function"))
                .filteredOn(function -> function.path("Handler").asText().contains("RestoreTestLook"))
                .singleElement()
                .satisfies(function -> assertThat(
                                function.path("Environment").path("Variables").fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder(
                                "PLAN_ARN",
                                "RECORDS",
                                "DATABASE_ARN",
                                "SCHEMA",
                                "SITES_ARN",
                                "SSL_ARN",
                                "SUBNET",
                                "SITES_GROUP",
                                "SSL_GROUP",
                                "CLUSTER",
                                "FAMILY",
                                "CONTAINER",
                                "TASK_GROUP",
                                "LOG_GROUP",
                                "LOG_STREAM"));
    }

    /** Nothing that the deployment itself consists of can be changed. */
    @Test
    void changesNothingButWhatWasRestored() {
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> actions(statement).contains("\"rds"))
                .allMatch(statement -> statement
                        .path("Resource")
                        .toString()
                        .matches(".*(awsbackup-restore-test-\\*|:[op]g:default\\*).*"));
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> actions(statement).matches(".*elasticfilesystem:(?!Describe).*"))
                .isNotEmpty()
                .allMatch(statement ->
                        statement.path("Condition").toString().contains("aws:ResourceTag/awsbackup-restore-test"));
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> actions(statement).contains("GetSecretValue"))
                .isNotEmpty()
                .allMatch(statement ->
                        statement.path("Condition").toString().contains("cluster:awsbackup-restore-test-*"));
    }

    private static String actions(JsonNode statement) {
        return statement.path("Action").toString();
    }
}
