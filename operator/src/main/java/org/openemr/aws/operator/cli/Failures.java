package org.openemr.aws.operator.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Trouble;
import org.openemr.aws.operator.output.Terminal;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.trial.TrialFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns whatever goes wrong into one or two lines that say what to do, and an exit status. */
final class Failures implements IExecutionExceptionHandler {

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult arguments) {
        var failure = failure(problem);
        var err = terminal.err();
        err.println("openemr: " + failure.getMessage());
        if (command.getCommand() instanceof OperatorCommand operation && operation.debug()) {
            problem.printStackTrace(err);
        }
        if (terminal.interactive() && failure.status() != ExitStatus.USAGE) {
            Troubleshooting.heading(String.valueOf(failure.getMessage()))
                    .ifPresent(heading -> err.println("More: docs/troubleshooting.md, \"%s\"".formatted(heading)));
        }
        err.flush();
        return failure.status().code();
    }

    private static Failure failure(Exception problem) {
        if (problem instanceof Failure failure) {
            return failure;
        }
        if (problem instanceof InvalidSettingsException settings) {
            return Failure.usage(settings.report());
        }
        if (problem instanceof SdkException aws) {
            return Trouble.of(aws);
        }
        if (problem instanceof TrialFailedException trial) {
            return Failure.failed(String.valueOf(trial.getMessage()));
        }
        if (problem instanceof UncheckedIOException io) {
            return Failure.failed(causeOf(io) + " (--debug shows more).");
        }
        var signIn = problem instanceof RuntimeException other ? Trouble.ofSigningIn(other) : Optional.<Failure>empty();
        if (signIn.isPresent()) {
            return signIn.get();
        }
        return Failure.failed("Unexpected: " + problem + ". Run again with --debug, and report it.");
    }

    private static String causeOf(UncheckedIOException problem) {
        var cause = problem.getCause();
        if (cause instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile();
        }
        if (cause instanceof AccessDeniedException denied) {
            return "You may not use " + denied.getFile();
        }
        if (cause instanceof FileSystemException file) {
            return "%s: %s".formatted(file.getFile(), nameOr(file, file.getReason()));
        }
        return cause == null ? nameOr(problem, problem.getMessage()) : nameOr(cause, cause.getMessage());
    }

    /** What an exception says, or what it is when it says nothing. */
    private static String nameOr(Exception problem, @Nullable String said) {
        return said == null || said.isBlank() ? problem.getClass().getSimpleName() : said;
    }
}
