package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Stacks;
import org.openemr.aws.operator.deploy.Cdk;
import org.openemr.aws.operator.output.Format;
import org.openemr.aws.operator.output.Progress;
import org.openemr.aws.operator.output.Results;
import org.openemr.aws.operator.output.Terminal;
import org.openemr.aws.operator.plan.Commands;
import org.openemr.aws.operator.plan.DeployedStacks;
import org.openemr.aws.operator.settings.CdkJsonFile;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What every command has: the common options, and the surroundings seen through them. */
abstract class OperatorCommand implements Callable<Integer> {

    /** How most waits end for a person who ends them. */
    static final String GOES_ON = "What was begun goes on in AWS. ";

    private static final List<String> YES = List.of("y", "yes");

    @Mixin
    private CommonOptions options;

    private final Surroundings surroundings;
    private @Nullable Aws aws;

    OperatorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does what the command is for; a {@link Failure} ends it with a message. */
    abstract ExitStatus execute();

    @Override
    public final Integer call() {
        return execute().code();
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    final Terminal terminal() {
        return surroundings.terminal();
    }

    final boolean debug() {
        return options.debug();
    }

    /** The name of the deployment that this command is about. */
    final String deployment() {
        return target().deployment();
    }

    /**
     * The checkout's cdk.json, which must be of this deployment.
     *
     * @throws Failure when there is none, or when it is of another one
     */
    final CdkJsonFile checkout() {
        return target().checkout();
    }

    /** The environment of the checkout that is meant. */
    final Optional<String> environment() {
        return target().environment();
    }

    /** The settings, of whatever deployment they are: of the environment that is meant, else of cdk.json. */
    final CdkJsonFile configuration() {
        return target().configuration();
    }

    /** The deployment that the command line names; the first configuration is given its name so. */
    final Optional<String> givenDeployment() {
        return options.deployment();
    }

    private Target target() {
        return new Target(surroundings.directory(), options.deployment(), options.environment());
    }

    final Aws aws() {
        if (aws == null) {
            var made = new Aws(
                    Optional.ofNullable(options.profile()),
                    Optional.ofNullable(options.region()),
                    surroundings.environment(),
                    this::say);
            target().require(made);
            aws = made;
        }
        return aws;
    }

    /** The CDK's command line, for the environment that is meant. */
    final Cdk cdk() {
        return new Cdk(surroundings.programs(), aws(), environment());
    }

    /** What the deployment published; it must exist. */
    final DeployedValues values() {
        return DeployedValues.require(
                aws().client(SsmClient.builder()), deployment(), aws().region().id());
    }

    /** The stacks of the deployment as they are, which may be none. */
    final DeployedStacks deployedStacks() {
        return DeployedStacks.of(
                new Stacks(aws().client(CloudFormationClient.builder())),
                DeployedValues.read(
                        aws().client(SsmClient.builder()),
                        deployment(),
                        aws().region().id()));
    }

    /** Command lines that mean the same account and region as this one. */
    final Commands commands(Optional<Path> assembly) {
        return new Commands(
                Names.of(deployment()),
                Optional.ofNullable(options.region()),
                Optional.ofNullable(options.profile()),
                environment(),
                assembly);
    }

    final Results results() {
        return new Results(terminal(), options.output());
    }

    final Progress progress(String what) {
        return new Progress(
                terminal(),
                what,
                surroundings().clock(),
                terminal().interactive() ? surroundings().durations().last(keptName(what)) : Optional.empty());
    }

    /** The name under which the duration of something is kept. */
    final String keptName(String what) {
        return deployment() + ": " + what;
    }

    /** What a person reads who ends a wait: what was begun goes on without them. */
    String afterInterrupt() {
        return GOES_ON + "openemr status tells how the deployment is.";
    }

    /** Shows what changes in cdk.json: to people, where scripts get something else. */
    final void showDifference(List<String> lines) {
        var shown = results().format() == Format.TABLE
                ? terminal().out()
                : terminal().err();
        lines.forEach(shown::println);
    }

    /** Tells a person something that is no result. */
    final void say(String text) {
        terminal().err().println(text);
    }

    /**
     * Asks for consent.
     *
     * @throws Failure when it is not given, or when nobody can be asked and {@code --yes} is absent
     */
    final void confirm(String question) {
        if (options.yes()) {
            return;
        }
        var answer = answerTo(question + " [y/N]");
        if (!YES.contains(answer.toLowerCase(Locale.ROOT))) {
            throw Failure.failed("Nothing was done.");
        }
    }

    /** Asks for consent to what was answered before: an empty answer gives it. */
    final void confirmUnlessRefused(String question) {
        if (options.yes()) {
            return;
        }
        var answer = answerTo(question + " [Y/n]");
        if (!answer.isEmpty() && !YES.contains(answer.toLowerCase(Locale.ROOT))) {
            throw Failure.failed("Nothing was done.");
        }
    }

    /** Asks for consent that cannot be given by habit: a name has to be typed. */
    final void confirmByTyping(String question, String name) {
        if (options.yes()) {
            return;
        }
        if (!answerTo(question + "\nType " + name + " to go on:").equals(name)) {
            throw Failure.failed("That is not " + name + ". Nothing was done.");
        }
    }

    private String answerTo(String question) {
        return terminal()
                .ask(question)
                .orElseThrow(() -> Failure.usage("There is nobody to ask. Give --yes to go on without the question."));
    }
}
