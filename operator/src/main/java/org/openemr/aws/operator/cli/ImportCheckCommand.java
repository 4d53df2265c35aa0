package org.openemr.aws.operator.cli;

import java.util.Map;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.FileCheck;
import org.openemr.aws.operator.imports.Inspection;
import org.openemr.aws.trial.DatabaseFacts;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.backup.BackupClient;

@Command(
        name = "check",
        description =
                "See that what came is there and can be read: the deployment's health, patients, encounters and documents, and the newest documents opened.")
final class ImportCheckCommand extends OperatorCommand {

    ImportCheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var inspection = new Importing(this, values)
                .bucket()
                .uploaded()
                .orElseThrow(() -> Failure.notFound("Nothing was uploaded to its end: openemr import run"))
                .inspection();
        var fileCheck = new FileCheck(aws(), values);
        var backups = new Backups(aws().client(BackupClient.builder()), values);
        var status = new InstallationCheck(this, values, fileCheck, new Restored(this, values, backups, fileCheck))
                .check(surroundings().clock().instant(), facts -> compare(inspection, facts));
        say("Sign in as somebody of the old installation: " + values.get(ComputeContract.SITE_ADDRESS));
        return status;
    }

    /** People may have added something; nothing may be missing. */
    private static void compare(Inspection inspection, Map<String, Object> facts) {
        DatabaseFacts.COUNTS.forEach((fact, table) -> {
            var came = inspection.rows().getOrDefault(table, 0L);
            if (Long.parseLong(String.valueOf(facts.get(fact))) < came) {
                throw Failure.failed(
                        "There are %s %s, and %d came: some are missing. openemr import abort brings back what was there."
                                .formatted(facts.get(fact), fact, came));
            }
        });
    }
}
