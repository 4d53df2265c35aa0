package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.rotation.AdministratorSecret;
import org.openemr.aws.operator.tasks.OneOffTask;

/** Gives OpenEMR's administrator another password, in OpenEMR and in the secret. */
final class AdministratorRotation {

    static final String LABEL = "administrator";

    private final OperatorCommand command;
    private final DeployedValues values;

    AdministratorRotation(OperatorCommand command, DeployedValues values) {
        this.command = command;
        this.values = values;
    }

    /** Does it, or goes on with one that broke off. */
    Map<String, Object> rotate() {
        var secret = new AdministratorSecret(command.aws(), values);
        var task = new OneOffTask(command.aws(), values, TaskKind.ADMINISTRATOR);
        task.definition();
        command.confirm("Change the password of OpenEMR's administrator, and sign out who is signed in with it?");
        var pending = secret.pending();
        if (pending.isPresent()) {
            command.say("An earlier change did not come to its end: it goes on.");
        }
        var version = pending.orElseGet(secret::prepare);
        give(task);
        secret.use(version);
        command.say("openemr password shows the new one. A second factor of the user stays as it is.");
        var row = new LinkedHashMap<String, Object>();
        row.put("credential", LABEL);
        row.put("version", version);
        row.put("before", "lets nobody in");
        return row;
    }

    /** May be repeated: the task leaves a password alone that OpenEMR has already. */
    private void give(OneOffTask task) {
        OneOffTasks.run(
                command,
                "Giving it to OpenEMR",
                task,
                Map.of(),
                "OpenEMR did not take the password: %s. The secret still shows the one before, and holds the new one as AWSPENDING; the command goes on from here."
                        ::formatted);
    }
}
