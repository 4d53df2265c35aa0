package org.openemr.aws.operator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.evidence.Evidence;
import org.openemr.aws.operator.evidence.EvidenceFolder;
import org.openemr.aws.operator.evidence.EvidenceSources;
import org.openemr.aws.operator.evidence.Period;
import org.openemr.aws.operator.evidence.Requirement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sts.StsClient;

@Command(
        name = "evidence",
        description = {
            "Write a folder for a compliance officer: assets with their encryption, network map, roles, settings, versions, users without a second"
                    + " factor, backups with proven restores, sessions, changes and alarms of a period, and a crosswalk to the HIPAA Security Rule.",
            "One page for people, the same as JSON, and a manifest with the SHA-256 of each file. It is no certification, and has no patient's"
                    + " data. Ends with 5 when something could not be read; the page says what."
        },
        footer = {
            "",
            "Examples:",
            "  openemr evidence --days 30 --target 4",
            "  openemr evidence --names --to ../evidence-2026",
            "  openemr evidence verify ../evidence-2026"
        })
final class EvidenceCommand extends OperatorCommand {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "90",
            description = "How many days of events, 1 to 90 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--target",
            paramLabel = "HOURS",
            description =
                    "How long a restore may take by your own plan: held against what was measured, beside the 72 hours that are proposed.")
    private @Nullable Integer target;

    @Option(names = "--names", description = "Name OpenEMR's users; without it they are counted.")
    private boolean names;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "Where to write, which must not be there yet (default: evidence-<deployment>-<time>).")
    private @Nullable Path to;

    @Option(
            names = "--assembly",
            paramLabel = "DIRECTORY",
            description = "What `npx cdk synth` wrote (default: cdk.out of the checkout, where there is one).")
    private @Nullable Path assembly;

    EvidenceCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        if (days < 1 || days > Period.MOST_DAYS) {
            throw Failure.usage("--days must be 1 to %d: AWS keeps no more.".formatted(Period.MOST_DAYS));
        }
        if (target != null && target < 1) {
            throw Failure.usage("--target must be at least 1 hour.");
        }
        var period = Period.before(surroundings().clock().instant(), days);
        var folder = surroundings()
                .here()
                .resolve(Optional.ofNullable(to)
                        .orElseGet(() ->
                                Path.of("evidence-%s-%s".formatted(deployment(), MINUTE.format(period.until())))));
        if (Files.exists(folder)) {
            throw Failure.usage("%s is there already: name another one with --to.".formatted(folder));
        }
        var evidence = collect(period);
        var page = EvidenceFolder.write(evidence, folder);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("page", page.toString());
        facts.put("chapters", evidence.chapters().size());
        facts.put("missing", evidence.missing().size());
        results().facts(facts);
        evidence.missing().forEach(why -> say("Could not be read: " + why));
        return evidence.missing().isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_READY;
    }

    private Evidence collect(Period period) {
        var values = values();
        var caller = aws().client(StsClient.builder()).getCallerIdentity();
        var sources = new EvidenceSources(
                aws(),
                values,
                this::checkout,
                this::assembly,
                period,
                Optional.ofNullable(target).map(Duration::ofHours),
                names);
        return new Evidence(
                deployment(),
                caller.account(),
                aws().region().id(),
                period,
                caller.arn(),
                ProjectVersion.current(),
                sources.read(title -> say("Reading: " + title)),
                Requirement.all());
    }

    private Path assembly() {
        if (assembly != null) {
            return surroundings().here().resolve(assembly);
        }
        checkout();
        return surroundings().directory().resolve("cdk.out");
    }
}
