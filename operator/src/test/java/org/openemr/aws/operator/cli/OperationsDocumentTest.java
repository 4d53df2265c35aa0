package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The commands of docs/operations.md print what it says. */
class OperationsDocumentTest extends OperatorTest {

    private static final Map<String, String> ANSWERS = Map.of(
            "password", "y",
            "upgrade", "y",
            "restore", "openemr\nopenemr",
            "backup verify", "y",
            "move --region us-east-1 --from", "us-west-2\nopenemr",
            "move --region us-east-1 --finish", "y",
            "training create", "y",
            "training destroy", "openemr-training");

    @Test
    void everyCommandPrintsWhatTheDocumentSays() throws Exception {
        WorkingAws.answer(operator());
        TrialAws.log(
                aws(),
                "DOCUMENT 310 identical",
                "DOCUMENT 309 encrypted",
                "2026-11-25T12:00:00Z MOVED",
                "2026-11-25T12:00:00Z CHECKED");

        var commands = new DocumentedCommands(operator(), ANSWERS, this::prepare).assertCurrent("docs/operations.md");

        assertThat(commands).isGreaterThan(14);
    }

    private void prepare(String command) {
        if (command.startsWith("restore")) {
            aws().heal();
            RestoreAws.answer(operator());
        }
        if (command.startsWith("training create")) {
            aws().heal();
            operator().cdkJson().withCertificate();
            TrainingDeployments.answer(operator());
        }
        if (command.startsWith("move") && !command.contains("finish")) {
            aws().heal();
            operator().cdkJson();
            MoveAws.answer(operator());
        }
    }
}
