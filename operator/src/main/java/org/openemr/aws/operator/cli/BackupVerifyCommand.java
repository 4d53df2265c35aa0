package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.Leftovers;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.trial.Records;
import org.openemr.aws.trial.TrialFailedException;
import org.openemr.aws.trial.TrialRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.ssm.SsmClient;

@Command(
        name = "verify",
        description = {
            "Prove that the latest recovery points can be restored: restores each to a scratch resource, reads what is in it, removes it.",
            "The database gets an instance and is asked for version and row counts; a task opens OpenEMR's configuration and the"
                    + " newest documents that the database knows. Takes an hour, and costs it for a small instance besides what AWS Backup"
                    + " takes for restoring files. `openemr status` shows"
                    + " when it passed last. What an earlier run left, that was ended, is removed first."
        },
        footer = {"", "Example:", "  openemr backup verify --yes"})
final class BackupVerifyCommand extends OperatorCommand {

    @Option(
            names = "--store",
            paramLabel = "STORE",
            completionCandidates = Candidates.Stores.class,
            description = "Only database, sites or ssl; may be repeated.")
    private final List<String> stores = new ArrayList<>();

    BackupVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var all = Store.of(values);
        var wanted = all.stream()
                .filter(store -> stores.isEmpty() || stores.contains(store.name()))
                .toList();
        if (wanted.isEmpty() || wanted.size() < stores.stream().distinct().count()) {
            throw Failure.usage("--store must be database, sites or ssl.");
        }
        var backups = new Backups(aws().client(BackupClient.builder()), values);
        var points = wanted.stream().map(backups::latest).toList();
        var trials = new Trials(this, values, backups, points);
        var leftovers = new Leftovers(aws(), deployment()).find();
        leftovers.forEach(leftover -> say("A trial that began at %s left %s."
                .formatted(leftover.begun(), leftover.scratch().name())));
        confirm("%sestore %d recovery points to scratch resources and remove them again?"
                .formatted(leftovers.isEmpty() ? "R" : "Remove that, r", points.size()));
        leftovers.forEach(leftover -> trials.remove(leftover.scratch()));
        tryOut(trials, wanted.size() == all.size());
        return ExitStatus.DONE;
    }

    private void tryOut(Trials trials, boolean all) {
        var records = new Records(
                aws().client(SsmClient.builder()), Names.of(deployment()).recordRoot());
        var before = TrialRecord.read(records);
        var rows = new ArrayList<Map<String, Object>>();
        try {
            trials.run(rows::add);
        } catch (Failure | TrialFailedException | SdkException e) {
            write(
                    TrialRecord.failed(surroundings().clock().instant(), String.valueOf(e.getMessage()), before, rows),
                    records,
                    e);
            throw e;
        }
        results().rows(TrialRecord.COLUMNS, rows, "");
        TrialRecord.passed(surroundings().clock().instant(), all, before, rows).write(records);
    }

    /** What went wrong first is what people are told. */
    private static void write(TrialRecord record, Records records, RuntimeException problem) {
        try {
            record.write(records);
        } catch (SdkException e) {
            problem.addSuppressed(e);
        }
    }

    @Override
    String afterInterrupt() {
        return GOES_ON + "The same command, openemr backup verify, first removes what was made.";
    }
}
