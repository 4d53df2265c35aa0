package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.testsupport.Sample;

/**
 * Each call that a command makes is denied, throttled and answered with "no such thing", one at a time. Commands that look
 * at everything and report what they may not see, {@code status} and {@code doctor}, have tests of their own, as
 * has {@code backup verify}, which removes what it made.
 */
class EveryCallTest extends OperatorTest {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("url"),
            List.of("password", "--yes"),
            List.of("shell"),
            List.of("db", "tunnel"),
            List.of("db", "query", "SELECT 1"),
            List.of("logs", "set_up"),
            List.of("waf", "blocked"),
            List.of("backup", "create"),
            List.of("backup", "list"),
            List.of("backup", "restore", WorkingAws.recoveryPoint(), "--yes"),
            List.of("export", "files"),
            List.of("export", "database"),
            List.of("users", "invite", "jane@clinic.example.org"),
            List.of("users", "list"),
            List.of("users", "remove", "jane@clinic.example.org", "--yes"),
            List.of("mail", "test", "--to", "clinic@example.net"),
            List.of("mail", "rotate", "--yes"),
            List.of("rotate", "cache", "--yes"),
            List.of("rotate", "administrator", "--yes"),
            List.of("plan", "--assembly", "."),
            List.of("upgrade", "--to", "8.4.2", "--yes"),
            List.of("destroy", "--yes"));

    private final Set<String> lookedAtAfterwards = new HashSet<>();
    private final Set<String> throttled = new HashSet<>();

    @TestFactory
    Stream<DynamicNode> commands() {
        WorkingAws.answer(operator());
        lookedAtAfterwards.addAll(operationsOf(List.of("status")));
        lookedAtAfterwards.removeAll(operationsOf(List.of("plan", "--assembly", ".")));
        return COMMANDS.stream()
                .map(command -> dynamicContainer(
                        String.join(" ", command),
                        Sample.of(operationsOf(command), 4)
                                .filter(operation -> !isTolerated(command, operation))
                                .flatMap(operation -> failures(command, operation))));
    }

    /**
     * An upgrade goes on when its log or its events cannot be read, and went well when the health afterwards cannot be looked at; a log that is not there
     * yet is waited for: tests of these commands.
     */
    private boolean isTolerated(List<String> command, String operation) {
        return (command.contains("upgrade")
                        && (operation.startsWith("Logs_")
                                || operation.equals("DescribeStackEvents")
                                || lookedAtAfterwards.contains(operation)))
                || (command.contains("mail") && operation.endsWith("GetLogEvents"));
    }

    /** A retry waits, so that an operation is throttled in the first command that calls it only. */
    private Stream<DynamicNode> failures(List<String> command, String operation) {
        var tests = new ArrayList<DynamicNode>();
        tests.add(dynamicTest(operation + " is denied", () -> saysThatItIsDenied(command, operation)));
        tests.add(dynamicTest(operation + " finds nothing", () -> saysWhatIsMissing(command, operation)));
        if (throttled.add(operation)) {
            tests.add(dynamicTest(operation + " is throttled", () -> triesAgain(command, operation)));
        }
        return tests.stream();
    }

    private List<String> operationsOf(List<String> command) {
        var run = run(command, aws -> {});
        assertThat(run.status()).as(command + run.err()).isZero();
        return List.copyOf(aws().operations());
    }

    private void saysThatItIsDenied(List<String> command, String operation) {
        var run = run(
                command,
                aws -> aws.fails(
                        operation,
                        "AccessDeniedException",
                        "User: arn:aws:iam::111122223333:user/x is not authorized"));

        assertThat(run.status()).as(operation + "\n" + run.err()).isEqualTo(ExitStatus.NOT_PERMITTED.code());
        assertThat(run.err()).contains("is not authorized").doesNotContain("\tat ");
    }

    private void triesAgain(List<String> command, String operation) {
        var run = run(command, aws -> aws.failsOnce(operation, "ThrottlingException", "Rate exceeded"));

        assertThat(run.status()).as(run.err()).isZero();
    }

    private void saysWhatIsMissing(List<String> command, String operation) {
        var run = run(command, aws -> aws.fails(operation, "ResourceNotFoundException", "There is no such thing"));

        assertThat(run.status()).as(run.err()).isIn(ExitStatus.NOT_FOUND.code(), ExitStatus.FAILED.code());
        assertThat(run.err()).contains("no such thing").doesNotContain("\tat ");
    }

    private Operator.Run run(List<String> command, Consumer<LocalAws> failure) {
        operator().cdkJson();
        aws().heal();
        failure.accept(aws());
        return operator().run(command.toArray(String[]::new));
    }
}
