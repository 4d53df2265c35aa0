package org.openemr.aws.operator.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Programs;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.settings.environment.EnvironmentFiles;

/** Runs {@code npx cdk}, with the profile and the region of the operator. */
public final class Cdk {

    /** What was synthesised needs no build, which the CDK's command line makes otherwise. */
    private static final String NOTHING = "";

    private final Programs programs;
    private final Map<String, String> variables = new TreeMap<>();
    private final Optional<String> environment;

    /**
     * The CDK's command line.
     *
     * @param aws how the operator signs in: the CDK would prefer keys in the environment to a profile that is named, and act in their account
     * @param environment of the checkout, where one is meant
     */
    public Cdk(Programs programs, Aws aws, Optional<String> environment) {
        this.environment = environment;
        this.programs = aws.isProfileGiven() ? programs.without(Aws.KEYS) : programs;
        variables.put("AWS_REGION", aws.region().id());
        aws.profile().ifPresent(name -> variables.put("AWS_PROFILE", name));
    }

    /**
     * Synthesises all stacks.
     *
     * @param settings values that are not in cdk.json yet, nor in the file of the environment, as {@code key=value}
     */
    public void synth(Path directory, String... settings) {
        var arguments = new ArrayList<>(List.of("synth", "--quiet", "--output", directory.toString()));
        environment.ifPresent(name -> {
            arguments.addAll(List.of("--context", EnvironmentFiles.KEY + "=" + name));
            if (settings.length > 0) {
                arguments.addAll(List.of("--context", EnvironmentFiles.GIVEN + "=" + keys(settings)));
            }
        });
        for (var setting : settings) {
            arguments.addAll(List.of("--context", setting));
        }
        require(run(arguments.toArray(String[]::new)), "cdk synth");
    }

    private static String keys(String... settings) {
        return Stream.of(settings)
                .map(setting -> setting.substring(0, setting.indexOf('=')))
                .collect(Collectors.joining(","));
    }

    /** Shows how a stack that was synthesised differs from what is deployed. */
    public void diff(Path assembly, String stack) {
        require(run("diff", "--app", assembly.toString(), "--build", NOTHING, "--exclusively", stack), "cdk diff");
    }

    /** Starts to deploy one stack that was synthesised; the caller waits for its end. */
    public Process startDeploy(Path assembly, String stack) {
        return programs.start(variables, deployment(assembly, List.of(stack)));
    }

    /** Deploys stacks that were synthesised, and no others. */
    public int deploy(Path assembly, List<String> stacks) {
        return programs.run(variables, deployment(assembly, stacks));
    }

    private static List<String> deployment(Path assembly, List<String> stacks) {
        var command = command(
                "deploy",
                "--app",
                assembly.toString(),
                "--build",
                NOTHING,
                "--exclusively",
                "--require-approval",
                "never");
        command.addAll(stacks);
        return command;
    }

    /** Destroys stacks that were synthesised, and no others, in the order that the CDK knows. */
    public void destroy(Path assembly, Collection<String> stacks) {
        var arguments = new ArrayList<>(
                List.of("destroy", "--app", assembly.toString(), "--build", NOTHING, "--force", "--exclusively"));
        arguments.addAll(stacks);
        require(run(arguments.toArray(String[]::new)), "cdk destroy");
    }

    private int run(String... arguments) {
        return programs.run(variables, command(arguments));
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of("npx", "cdk"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void require(int status, String what) {
        if (status != 0) {
            throw Failure.failed(what + " ended with status " + status + "; its output above says why.");
        }
    }
}
