package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.cost.Figures;
import org.openemr.aws.cost.Load;
import org.openemr.aws.cost.Size;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.settings.CdkJsonFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "size",
        description = {
            "How many tasks, and how much of database and cache, a number of people at work needs: a model, with what it assumes.",
            "Nothing in AWS is asked, and nothing is changed. docs/load.md tells how to measure instead."
        },
        footer = {
            "",
            "Examples:",
            "  openemr size --users 80",
            "  openemr size --users 400 --api-requests 5 --output json"
        })
final class SizeCommand extends OperatorCommand {

    private static final List<String> COLUMNS = List.of("part", "at_peak", "setting", "suggested", "now");
    private static final double UNITS_OF_A_VCPU = 1024;

    @Option(
            names = "--users",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Who works at the same time in the busiest hour of the day.")
    private int users;

    @Option(
            names = "--api-requests",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Requests of programs to the APIs, in a second.")
    private double apiRequests;

    SizeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var load = load();
        var now = configuration();
        var vcpu = number(now, "openemr_service_fargate_cpu") / UNITS_OF_A_VCPU;
        var aim = number(now, "openemr_service_fargate_cpu_autoscaling_percentage") / 100;
        var suggested = load.settings(vcpu, aim);
        var tasks = "%d tasks of %s vCPU".formatted(load.tasks(vcpu, aim), Figures.text(vcpu));
        var database = Figures.text(load.capacity()) + " capacity units";
        results()
                .rows(
                        COLUMNS,
                        List.of(
                                row("tasks", tasks, "openemr_service_fargate_minimum_capacity", suggested, now),
                                row("tasks", tasks, "openemr_service_fargate_maximum_capacity", suggested, now),
                                row("database", database, "aurora_min_capacity", suggested, now),
                                row("database", database, "aurora_max_capacity", suggested, now),
                                row(
                                        "one address",
                                        load.requestsFromOneAddress() + " requests in 5 minutes",
                                        "waf_rate_limit",
                                        suggested,
                                        now)),
                        "");
        say("The cache is asked for %d processing units a second, which it gives by itself."
                .formatted(load.cacheUnits()));
        say(Size.of(load)
                .map(size -> "`openemr init --size %s` has it.".formatted(size.word()))
                .orElse("It is more than `openemr init --size hospital` has: write these values into cdk.json."));
        say("It is a model. It assumes that:");
        Load.ASSUMPTIONS.forEach(assumption -> say("  " + assumption));
        return ExitStatus.DONE;
    }

    private Load load() {
        try {
            return new Load(users, apiRequests);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitStatus.USAGE, e.getMessage() + " For example: openemr size --users 80", e);
        }
    }

    private static Map<String, Object> row(
            String part, String atPeak, String key, Map<String, Number> suggested, CdkJsonFile now) {
        var row = new LinkedHashMap<String, Object>();
        row.put("part", part);
        row.put("at_peak", atPeak);
        row.put("setting", key);
        row.put("suggested", suggested.get(key));
        row.put("now", now.context().get(key));
        return row;
    }

    private static double number(CdkJsonFile file, String key) {
        try {
            return Double.parseDouble(String.valueOf(file.context().get(key)));
        } catch (NumberFormatException e) {
            throw new Failure(ExitStatus.USAGE, "%s is no number in cdk.json.".formatted(key), e);
        }
    }
}
