package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The commands of docs/moving-in.md print what it says. */
class MovingInDocumentTest extends OperatorTest {

    @Test
    void everyCommandPrintsWhatTheDocumentSays() throws Exception {
        WorkingAws.answer(operator());
        WorkingAws.imports(aws(), "patient_data 3", "version 1", "users 1", "globals 0", "documents 3");
        ImportCommandsTest.source(operator());
        TrialAws.log(aws(), "DOCUMENT 310 identical", "DOCUMENT 309 encrypted", "2026-11-25T12:00:00Z CHECKED");

        var commands = new DocumentedCommands(operator(), Map.of(), this::prepare).assertCurrent("docs/moving-in.md");

        assertThat(commands).isEqualTo(5);
    }

    private void prepare(String command) {
        if (command.startsWith("import finish")) {
            WorkingAws.clock(aws(), 0);
        }
    }
}
