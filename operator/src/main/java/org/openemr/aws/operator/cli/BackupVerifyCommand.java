package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.backup.Backups;
import org.openemr.aws.operator.backup.RecoveryPoint;
import org.openemr.aws.operator.backup.RestorePlan;
import org.openemr.aws.operator.backup.Scratch;
import org.openemr.aws.operator.backup.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.backup.BackupClient;

@Command(
        name = "verify",
        description =
                "Prove that the latest recovery points can be restored: restores each to a scratch resource, checks it,"
                        + " removes it. Takes half an hour and costs some cents.",
        footer = {"", "Example:", "  openemr backup verify --store database --yes"})
final class BackupVerifyCommand extends OperatorCommand {

    @Option(names = "--store", paramLabel = "STORE", description = "Only database, sites or ssl; may be repeated.")
    private final List<String> stores = new ArrayList<>();

    BackupVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var values = values();
        var wanted = Store.of(values).stream()
                .filter(store -> stores.isEmpty() || stores.contains(store.name()))
                .toList();
        if (wanted.isEmpty() || wanted.size() < stores.stream().distinct().count()) {
            throw Failure.usage("--store must be database, sites or ssl.");
        }
        var backups = new Backups(aws().client(BackupClient.builder()), values);
        var points = wanted.stream().map(backups::latest).toList();
        confirm("Restore %d recovery points to scratch resources and remove them again?".formatted(points.size()));
        var rows = points.stream().map(point -> verify(backups, point)).toList();
        results().rows(rows);
        return ExitStatus.DONE;
    }

    private Map<String, Object> verify(Backups backups, RecoveryPoint point) {
        var name = point.store().name();
        var target = "%s-verify-%d"
                .formatted(deployment(), surroundings().clock().instant().getEpochSecond());
        var job = backups.restore(RestorePlan.of(point, backups.metadata(point), target));
        var made = BackupJobs.follow(this, "Trying out " + name, name, job, backups::restoreJob)
                .created()
                .orElseThrow(() -> Failure.failed("AWS Backup does not say what it restored; look at job " + job));
        var scratch = new Scratch(aws());
        try {
            var row = new LinkedHashMap<String, Object>();
            row.put("store", name);
            row.put("taken", point.created().toString());
            row.putAll(scratch.check(point.store().kind(), made));
            return row;
        } finally {
            scratch.remove(point.store().kind(), made);
            say("Removed " + made);
        }
    }
}
