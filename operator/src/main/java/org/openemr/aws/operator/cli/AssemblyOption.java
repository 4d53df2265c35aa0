package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The cloud assembly that a command is about: one that is there, or one that it makes. */
final class AssemblyOption {

    @Option(
            names = "--assembly",
            paramLabel = "DIRECTORY",
            description = "What `npx cdk synth` wrote, for example cdk.out; without it a synthesis is made.")
    private @Nullable Path assembly;

    /** The one that the command line names. */
    Optional<Path> given() {
        return Optional.ofNullable(assembly);
    }

    /** Where it is; a new one is where the CDK's command line puts it, so that what was planned can be deployed. */
    Path of(OperatorCommand command) {
        return given().map(command.surroundings().here()::resolve).orElseGet(() -> synthesised(command));
    }

    private static Path synthesised(OperatorCommand command) {
        var directory = command.surroundings().directory().resolve("cdk.out");
        command.cdk().synth(directory);
        return directory;
    }
}
