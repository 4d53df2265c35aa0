package org.openemr.aws.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.StateMachines;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class MailRotationTest {

    private static final Map<String, Object> MAIL = Map.of(
            "route53_domain", "clinic.example.org",
            "route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ",
            "configure_ses", true);
    private static final SynthesisedTemplate TEMPLATE = RotationTemplates.template(MAIL);
    private static final JsonNode MACHINE = StateMachines.definition(TEMPLATE, "openemr-mail-rotation");

    @Test
    void everyStateIsReachedAndEveryStateGoesOnOrEnds() {
        StateMachines.assertComplete(MACHINE);
    }

    /** The order that loses no mail: the key before goes when the new one is in OpenEMR, and works. */
    @Test
    void takesTheKeyBeforeAwayLast() {
        assertThat(way())
                .containsExactly("Rotate", "LookForSetUp", "IsSetUpRunning", "HandOver", "TryOut", "Retire", "Done");
        assertThat(MACHINE.at("/States/Rotate/Parameters/action").asText()).isEqualTo("rotate");
        assertThat(MACHINE.at("/States/Retire/Parameters/action").asText()).isEqualTo("retire");
    }

    /** Whatever fails, the key before stays: a state goes on after a failed task only where the task's own container ended with 0. */
    @Test
    void goesOnAfterNoFailureButThatOfAnotherContainer() {
        for (var task : Map.of("HandOver", "SetUpContainer", "TryOut", "MailTestContainer")
                .entrySet()) {
            var state = MACHINE.at("/States/" + task.getKey());
            assertThat(state.path("Resource").asText()).endsWith(":ecs:runTask.sync");
            assertThat(state.path("Catch"))
                    .singleElement()
                    .satisfies(caught ->
                            assertThat(caught.path("ErrorEquals").toString()).isEqualTo("[\"States.TaskFailed\"]"));
            assertThat(MACHINE.at("/States/Find" + task.getKey() + "/Parameters/ExitCodes.$")
                            .asText())
                    .contains("@.Name=='${" + task.getValue() + "}'");
            var decision = MACHINE.at("/States/Did" + task.getKey());
            assertThat(decision.path("Choices")).hasSize(1);
            assertThat(decision.at("/Choices/0/And/1/NumericEquals").asInt(-1)).isZero();
            assertThat(decision.at("/Choices/0/Next").asText())
                    .isEqualTo(state.path("Next").asText());
            assertThat(MACHINE.at("/States/" + decision.path("Default").asText() + "/Type")
                            .asText())
                    .isEqualTo("Fail");
        }
        assertThat(MACHINE.path("States"))
                .filteredOn(state -> state.has("Catch"))
                .hasSize(2);
    }

    /** Set-up ends well, too, where it writes nothing: in an installation that is newer than the image. */
    @Test
    void setUpFailsWhenItWritesNothing() {
        assertThat(MACHINE.at("/States/HandOver/Parameters/Overrides/ContainerOverrides/0/Environment/0/Name")
                        .asText())
                .isEqualTo("MUST_APPLY");
    }

    @Test
    void beginsAsOftenAsTheOtherCredentialsAreChanged() {
        assertThat(TEMPLATE.onlyProperties("AWS::Events::Rule")
                        .path("ScheduleExpression")
                        .asText())
                .isEqualTo("rate(90 days)");
    }

    /** Both machines start tasks that get the tags of their definitions. */
    @Test
    void mayGiveTheTasksItStartsTheirTags() {
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> statement.path("Action").asText().equals("ecs:TagResource"))
                .hasSize(2);
    }

    @Test
    void withoutMailThereIsNone() {
        assertThat(RotationTemplates.TEMPLATE.resources("AWS::Events::Rule")).isEmpty();
        assertThat(RotationTemplates.TEMPLATE.resources("AWS::StepFunctions::StateMachine"))
                .hasSize(1);
    }

    private static List<String> way() {
        var way = new ArrayList<String>();
        var state = MACHINE.path("StartAt").asText();
        while (!state.isEmpty()) {
            way.add(state);
            var definition = MACHINE.path("States").path(state);
            state = definition.path("Next").asText(definition.path("Default").asText());
        }
        return way;
    }
}
