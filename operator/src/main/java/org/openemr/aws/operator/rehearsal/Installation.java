package org.openemr.aws.operator.rehearsal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.plan.ChangeReport;
import org.openemr.aws.operator.plan.Commands;
import org.openemr.aws.operator.plan.DeployedStacks;
import org.openemr.aws.operator.plan.WantedTemplates;
import org.openemr.aws.plan.Template;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The installation that a rehearsal changes: synthesised and deployed by the CDK's own command line, in the order of the plan. */
final class Installation {

    private static final String DEPLOYMENT = "rehearsal";
    private static final BackoffStrategy BETWEEN_LOOKS = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofSeconds(1));

    static final Names NAMES = Names.of(DEPLOYMENT);

    private final Workshop workshop;
    private final Aws aws;
    private final Path assembly;
    private boolean isBuilt;

    Installation(Workshop workshop, Aws aws) {
        this.workshop = workshop;
        this.aws = aws;
        this.assembly = workshop.directory().resolve("cdk.out");
    }

    /** Builds the project and bootstraps the account. */
    void prepare(Map<String, Object> settings) {
        synthesise(settings);
        workshop.must(cdk("bootstrap", "aws://%s/%s".formatted(Workshop.ACCOUNT, Workshop.REGION)));
    }

    /**
     * Changes it, each stack that the plan names and in that order.
     *
     * @param settings the configuration, all keys that differ from cdk.json
     * @return the stacks that something happened to
     * @throws Failure when the plan says that it cannot be, a stack fails, or something is left to do afterwards
     */
    List<String> change(Map<String, Object> settings) {
        synthesise(settings);
        var wanted = WantedTemplates.in(assembly);
        var steps = plan(wanted);
        for (var stack : steps) {
            if (wanted.containsKey(stack)) {
                workshop.must(deployment(stack));
            } else {
                delete(stack);
            }
        }
        var left = plan(wanted);
        if (!left.isEmpty()) {
            throw Failure.failed("After the deployment the plan still names " + left);
        }
        return steps;
    }

    /** Deploys one stack that is to fail. */
    void failToDeploy(Layer layer, Map<String, Object> settings) {
        synthesise(settings);
        if (workshop.run(deployment(layer.stackId())) == 0) {
            throw Failure.failed(layer.stackId() + " was deployed, although its task fails");
        }
    }

    /** Destroys all stacks; says whether CloudFormation did. */
    boolean destroy() {
        return workshop.run(cdk("destroy", "--force", "--all")) == 0;
    }

    /** The status of a stack; none when it is not there. */
    Optional<String> status(Layer layer) {
        return stacks().find(NAMES.stackName(layer)).map(stack -> stack.stackStatusAsString());
    }

    DeployedValues values() {
        return DeployedValues.read(aws.client(SsmClient.builder()), DEPLOYMENT, Workshop.REGION);
    }

    /** The first time builds everything. */
    private void synthesise(Map<String, Object> settings) {
        var command = new ArrayList<>(List.of("npx", "cdk", "synth", "--quiet", "--output", assembly.toString()));
        if (isBuilt) {
            command.addAll(List.of("--build", ""));
        }
        var all = new LinkedHashMap<>(settings);
        all.put("deployment_name", DEPLOYMENT);
        all.forEach((key, value) -> command.addAll(List.of("--context", key + "=" + value)));
        workshop.must(command);
        isBuilt = true;
    }

    private List<String> plan(Map<String, Template> wanted) {
        var report = ChangeReport.of(
                DeployedStacks.of(stacks(), values()),
                wanted,
                new Commands(NAMES, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(assembly)));
        if (report.status() == ExitStatus.NOT_READY) {
            throw Failure.failed(String.join("\n", report.lines()));
        }
        return report.rows().stream()
                .map(row -> String.valueOf(row.get("stack")))
                .toList();
    }

    private void delete(String stack) {
        var name = NAMES.stackName(Layer.ofStack(stack));
        var cloudFormation = stacks().cloudFormation();
        cloudFormation.deleteStack(delete -> delete.stackName(name));
        CloudFormationWaiter.builder()
                .client(cloudFormation)
                .overrideConfiguration(override -> override.backoffStrategyV2(BETWEEN_LOOKS))
                .build()
                .waitUntilStackDeleteComplete(describe -> describe.stackName(name));
    }

    private List<String> deployment(String stack) {
        return cdk("deploy", "--require-approval", "never", "--progress", "events", "--exclusively", stack);
    }

    private List<String> cdk(String verb, String... options) {
        var command = new ArrayList<>(List.of("npx", "cdk", verb, "--app", assembly.toString(), "--build", ""));
        command.addAll(List.of(options));
        return command;
    }

    private Stacks stacks() {
        return new Stacks(aws.client(CloudFormationClient.builder()));
    }
}
