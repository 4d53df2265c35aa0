package org.openemr.aws.operator.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.database.DataApi;
import org.openemr.aws.trial.DatabaseFacts;

/** Whether an installation is what people want: how it is, how many rows it has, and that its newest documents can be read. */
record InstallationCheck(OperatorCommand command, DeployedValues values, FileCheck fileCheck, Restored restored) {

    /**
     * Looks at all of it.
     *
     * @param until documents that were there then must be there
     * @param reader gets the numbers of the database, where the Data API is on
     */
    ExitStatus check(Instant until, Consumer<Map<String, Object>> reader) {
        var status = FindingsView.status(new FindingsView(command).showHealth(values));
        var facts = new DatabaseFacts(DataApi.asOpenEmr(command.aws(), values)::rows);
        var read = restored.look(fileCheck.startHere(documents(facts, until, reader)));
        command.say("OpenEMR's configuration was read, and %d of the newest documents.".formatted(read));
        return status;
    }

    /** Tells how many rows there are, and gives the documents that must be there; none without the Data API. */
    private List<Map<String, Object>> documents(
            DatabaseFacts facts, Instant until, Consumer<Map<String, Object>> reader) {
        try {
            var read = facts.read();
            read.forEach((name, fact) -> command.say("%-12s%s".formatted(name, fact)));
            reader.accept(read);
            return facts.documents(until);
        } catch (Failure e) {
            if (e.status() != ExitStatus.NOT_READY) {
                throw e;
            }
            command.say("Rows and documents are not compared: " + e.getMessage());
            return List.of();
        }
    }
}
