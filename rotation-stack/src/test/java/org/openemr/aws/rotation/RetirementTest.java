package org.openemr.aws.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.rotation.RotationTemplates.TEMPLATE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.StateMachines;

class RetirementTest {

    private static final JsonNode MACHINE = StateMachines.definition(TEMPLATE);

    /** <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>: events in the history of an execution. */
    private static final int MOST_EVENTS = 25_000;

    /** Of Look, IsDone and Wait, with the two retries of a look that fails. */
    private static final int EVENTS_OF_A_LOOK = 13;

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(2);

    @Test
    void everyStateIsReachedAndEveryStateGoesOnOrEnds() {
        StateMachines.assertComplete(MACHINE);
    }

    /** It waits for a set-up, which may upgrade for two days, and then has to look on. */
    @Test
    void outlastsTheLongestSetUpAndNotItsOwnHistory() {
        var limit = Duration.ofSeconds(MACHINE.path("TimeoutSeconds").asLong());

        assertThat(limit).isGreaterThan(Duration.ofHours(50));
        assertThat(limit.dividedBy(BETWEEN_LOOKS) * EVENTS_OF_A_LOOK).isLessThan(MOST_EVENTS);
    }

    @Test
    void waitsLongerThanTheFunction() {
        assertThat(MACHINE.at("/States/Look/TimeoutSeconds").asInt())
                .isGreaterThan(TEMPLATE.properties("AWS::Lambda::Function").stream()
                        .mapToInt(function -> function.path("Timeout").asInt())
                        .max()
                        .orElseThrow());
    }

    /** A task is from before when it was made before the machine began, which is after the secret changed. */
    @Test
    void takesTheTimeOfItsOwnBeginning() {
        assertThat(MACHINE.at("/States/Begin/Parameters/Since.$").asText()).isEqualTo("$$.Execution.StartTime");
    }

    @Test
    void startsTheOneTaskThatWritesTheConnectionAndReplacesTasksOfTheService() {
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> statement.path("Action").toString().matches(".*ecs:(RunTask|UpdateService).*"))
                .hasSize(2)
                .allMatch(statement ->
                        statement.path("Resource").toString().matches(".*(openemr-connection:\\*|service/).*"));
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> statement.path("Action").toString().contains("iam:PassRole"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.path("Resource").toString())
                        .contains("ConnectionTaskRoleArn", "ConnectionExecutionRoleArn"));
    }

    /** Tags come from the task definition; where an account asks for the permission to give them, nothing would start without it. */
    @Test
    void mayGiveTheTasksItStartsTheirTags() {
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> statement.path("Action").asText().equals("ecs:TagResource"))
                .singleElement()
                .satisfies(statement -> assertThat(statement
                                .at("/Condition/StringEquals/ecs:CreateAction")
                                .asText())
                        .isEqualTo("RunTask"));
    }
}
