package org.openemr.aws.operator.cli;

import java.util.List;
import java.util.Map;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;

@Command(
        name = "dashboard",
        description = {
            "Print the address of the deployment's dashboard in the console of AWS, and at a terminal open it in the browser.",
            "Who opens it has to be signed in to the console."
        },
        footer = {"", "Example:", "  openemr dashboard"})
final class DashboardCommand extends OperatorCommand {

    /** Programs that open an address: Linux, macOS, Linux in Windows, Windows. */
    private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview", "explorer.exe");

    /** The console's domain by partition, for those that are not aws. */
    private static final Map<String, String> DOMAINS =
            Map.of("aws-us-gov", "console.amazonaws-us-gov.com", "aws-cn", "console.amazonaws.cn");

    @Option(names = "--no-open", description = "Print the address only.")
    private boolean printOnly;

    DashboardCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        values();
        requireThatItExists();
        var address = address(aws().region());
        if (results().format() == Format.TABLE) {
            terminal().out().println(address);
        } else {
            results().facts(Map.of("dashboard", address));
        }
        if (terminal().interactive() && !printOnly) {
            OPENERS.stream()
                    .filter(program -> surroundings().programs().find(program).isPresent())
                    .findFirst()
                    .ifPresentOrElse(
                            program -> surroundings().programs().run(Map.of(), List.of(program, address)),
                            () -> say("There is no program here that opens an address: open it in a browser."));
        }
        return ExitStatus.DONE;
    }

    private String name() {
        return Names.of(deployment()).physicalName("service") + "-"
                + aws().region().id();
    }

    private void requireThatItExists() {
        try {
            aws().client(CloudWatchClient.builder()).getDashboard(get -> get.dashboardName(name()));
        } catch (DashboardNotFoundErrorException e) {
            throw new Failure(
                    ExitStatus.NOT_READY,
                    "There is no dashboard %s. It comes with enable_monitoring_alarms, and ComputeStack."
                            .formatted(name()),
                    e);
        }
    }

    private String address(Region region) {
        var domain = DOMAINS.getOrDefault(region.metadata().partition().id(), region.id() + ".console.aws.amazon.com");
        return "https://%s/cloudwatch/home?region=%s#dashboards/dashboard/%s".formatted(domain, region.id(), name());
    }
}
