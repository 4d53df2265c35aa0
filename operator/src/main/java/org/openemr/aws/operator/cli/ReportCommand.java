package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.cost.Estimate;
import org.openemr.aws.cost.Figures;
import org.openemr.aws.cost.Load;
import org.openemr.aws.cost.Usage;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.cost.PricesFile;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.operator.report.PackFindings;
import org.openemr.aws.report.Report;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.WrittenValue;
import org.openemr.aws.settings.installation.InstallationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = {
            "Write one page that shows the installation: its architecture as a picture, drawn from templates, with who reaches whom, values that stacks"
                    + " share, settings, cost and compliance.",
            "A report that stands in its place is replaced, and the new one says what has changed since.",
            "The page asks nobody for anything, needs no network, and prints. It holds no secret, but the names and addresses of the installation."
        },
        footer = {"", "Examples:", "  openemr report", "  openemr report --assembly cdk.out --to installation.html"})
final class ReportCommand extends OperatorCommand {

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Where to write it (default: report.html in the assembly).")
    private @Nullable Path to;

    @Option(
            names = "--users",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "Who works at the same time, for the cost (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--documents-gb",
            paramLabel = "GB",
            defaultValue = "20",
            description = "Documents in the file system, for the cost (default: ${DEFAULT-VALUE}).")
    private double documentsGb;

    @Mixin
    private AssemblyOption assembly;

    ReportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        if (users < 1 || documentsGb < 0) {
            throw Failure.usage("--users is 1 or more, --documents-gb 0 or more.");
        }
        var context = configuration().context();
        var region = aws().region().id();
        var made = assembly.of(this);
        var templates = WantedTemplates.everywhere(made);
        var file =
                to == null ? made.resolve("report.html") : surroundings().here().resolve(to);
        var report = new Report(
                deployment(),
                region,
                surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                templates,
                Stream.of(Layer.values()).collect(Collectors.toMap(Layer::stackId, Layer::purpose)),
                InstallationSettings.all()
                        .map(setting -> inEffect(setting, context))
                        .toList(),
                Estimate.of(
                        templates,
                        Usage.of(new Load(users, 0), documentsGb),
                        new PricesFile(surroundings().directory()).table(),
                        region),
                "%d people at work and %s GB of documents".formatted(users, Figures.text(documentsGb)),
                PackFindings.of(made),
                last(file));
        write(file, report.page());
        say("Written: %s".formatted(file));
        return ExitStatus.DONE;
    }

    private static Report.SettingInEffect inEffect(Setting<?> setting, Map<String, Object> context) {
        return new Report.SettingInEffect(
                setting.key(),
                WrittenValue.of(context, setting.key()).map(String::valueOf).orElse("not set"),
                setting.whenAbsent(),
                setting.isChangedIn(context));
    }

    /** What stands where the report goes. */
    private static Optional<String> last(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
