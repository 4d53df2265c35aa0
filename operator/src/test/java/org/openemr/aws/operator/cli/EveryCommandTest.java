package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.contracts.NetworkContract;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.contracts.SecurityContract;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;
import picocli.CommandLine;

/** What all commands do alike when something is not as it should be. */
class EveryCommandTest extends OperatorTest {

    private static final String ARN = "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:awsbackup:job-1";

    @BeforeEach
    void installPlugin() {
        operator().program("session-manager-plugin", "echo 1.2.707.0");
    }

    /** Commands that look a deployment up. */
    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("status"),
                List.of("evidence"),
                List.of("url"),
                List.of("password", "--yes"),
                List.of("restart", "--yes"),
                List.of("shell"),
                List.of("db", "tunnel"),
                List.of("db", "query", "SELECT 1"),
                List.of("logs", "service"),
                List.of("logs", "slow_queries"),
                List.of("waf", "blocked"),
                List.of("backup", "create"),
                List.of("backup", "list"),
                List.of("backup", "restore", ARN, "--yes"),
                List.of("backup", "verify", "--yes"),
                List.of("backup", "settle", "fs-0a1b2c3d4e5f60701", "--yes"),
                List.of("restore", "--to", "2026-11-25T09:30:00Z", "--yes"),
                List.of("move", "--from", "us-west-2", "--yes"),
                List.of("export", "files"),
                List.of("export", "database"),
                List.of("users", "invite", "jane@clinic.example.org"),
                List.of("users", "list"),
                List.of("users", "remove", "jane@clinic.example.org", "--yes"),
                List.of("users", "reset", "jane@clinic.example.org", "--yes"),
                List.of("mail", "status"),
                List.of("mail", "test", "--to", "clinic@example.net"),
                List.of("mail", "rotate", "--yes"),
                List.of("rotate", "all", "--yes"),
                List.of("rotate", "administrator", "--yes"),
                List.of("api", "register", "--contact", "it@clinic.example.org"),
                List.of("upgrade", "--to", "9.0.0", "--yes"),
                List.of("destroy", "--yes"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysThatThereIsNoDeployment(List<String> command) {
        operator().deployed(new Output[0]);

        var run = operator().run(command.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("openemr: No deployment 'openemr' in us-east-1.")
                .hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysWhatIsNotPermitted(List<String> command) {
        aws().json("AmazonSSM.GetParametersByPath", LocalAws.denied());

        var run = operator().run(command.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err())
                .contains("is not authorized", "Ask for that permission")
                .hasLineCount(2);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysThatCredentialsHaveExpired(List<String> command) {
        aws().json("AmazonSSM.GetParametersByPath", LocalAws.error("ExpiredTokenException", "The token expired"));

        var run = operator().run(command.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).contains("Sign in again").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void hasHelpWithAnExampleOrNeedsNone(List<String> command) {
        var words = command.stream().takeWhile(word -> word.matches("[a-z]+")).limit(isInGroup(command) ? 2 : 1);

        var run = operator().run(Stream.concat(words, Stream.of("--help")).toArray(String[]::new));

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: openemr", "--deployment", "--profile", "--output");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void refusesAnUnknownOption(List<String> command) {
        var run = operator()
                .run(Stream.concat(command.stream(), Stream.of("--no-such-option"))
                        .toArray(String[]::new));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--no-such-option");
    }

    /** Commands that need a layer, with the stack that is missing. */
    static Stream<List<String>> halfDeployed() {
        return Stream.of(
                List.of("url", "ComputeStack"),
                List.of("shell", "ComputeStack"),
                List.of("db tunnel", "DataStack"),
                List.of("db query x", "DataStack"),
                List.of("settings diff", "DataStack"),
                List.of("users list", "IdentityStack"),
                List.of("logs service", "ComputeStack"),
                List.of("backup list", "DataStack"),
                List.of("backup create", "DataStack"),
                List.of("export files", "AnalyticsStack"),
                List.of("export database", "AnalyticsStack"));
    }

    @ParameterizedTest
    @MethodSource("halfDeployed")
    void saysWhichStackIsMissing(List<String> commandAndStack) {
        operator().deployed(SecurityContract.ADMINISTRATOR_SECRET_ARN, NetworkContract.LOAD_BALANCER_ARN);

        var run = operator().run(commandAndStack.get(0).split(" "));

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err())
                .contains(commandAndStack.get(1) + " of deployment 'openemr' is not deployed")
                .hasLineCount(1);
    }

    @Test
    void goesOnAfterBeingThrottled() {
        aws().json(
                        "AmazonSSM.GetParametersByPath",
                        LocalAws.throttled(),
                        "{\"Parameters\":[{\"Name\":\"/openemr/openemr/compute/site-address\",\"Value\":\"https://site\"}]}");

        var run = operator().run("url");

        assertThat(run).isEqualTo(new Operator.Run(0, "https://site\n", ""));
    }

    @Test
    void showsTheStackTraceOnlyWhenAsked() {
        aws().json("AmazonSSM.GetParametersByPath", LocalAws.denied());

        assertThat(operator().run("url").err()).doesNotContain("\tat ");
        assertThat(operator().run("url", "--debug").err()).contains("\tat ", "AccessDeniedException");
    }

    @Test
    void looksForTheDeploymentThatIsNamed() {
        operator().deployed(new Output[0]);

        operator().run("url", "--deployment", "branch");

        assertThat(aws().bodiesOf("GetParametersByPath")).allMatch(body -> body.contains("/openemr/branch/"));
    }

    @Test
    void needsARegion() {
        var run = operator().with("AWS_REGION", "").run("url", "--region", "us-east-1", "--output", "yaml");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--output", "yaml");
    }

    @Test
    void aGroupByItselfShowsItsCommands() {
        var run = operator().run("backup");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("create", "list", "restore", "verify");
    }

    @Test
    void completesCommandsInTheShell() {
        var run = operator().run("completion");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("complete -F", "backup", "upgrade", "\"set-up\"", "\"json\"");
        assertThat(operator().run("completion", "--help").out()).contains("source <(openemr completion)");
    }

    /** As its help says, in a shell. */
    @Test
    void completesInBash() throws Exception {
        operator().file("completion.sh", operator().run("completion").out());
        operator().file("try.sh", """
                source completion.sh 2> /dev/null
                compopt() { :; }
                COMP_WORDS=(openemr logs s); COMP_CWORD=2; _complete_openemr; echo "${COMPREPLY[*]}"
                COMP_WORDS=(openemr status -o ''); COMP_CWORD=3; _complete_openemr; echo "${COMPREPLY[*]}"
                COMP_WORDS=(openemr restore --only ''); COMP_CWORD=3; _complete_openemr; echo "${COMPREPLY[*]}"
                COMP_WORDS=(openemr continue-rollback D); COMP_CWORD=2; _complete_openemr; echo "${COMPREPLY[*]}\"""");

        var bash = new ProcessBuilder("bash", "try.sh")
                .directory(operator().directory().toFile())
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "service set-up slow-queries", "table json csv", "both database files", "DataStack DnsStack");
        assertThat(bash.waitFor()).isZero();
    }

    /** A name that is broken cannot be searched, or copied. */
    @ParameterizedTest
    @ValueSource(ints = {55, 60, 72, 80, 97, 120, 200})
    void foldsHelpAtTheWidthOfTheTerminalAndNeverWithinAnOption(int width) {
        operator().with("COLUMNS", String.valueOf(width));
        commands()
                .map(command -> command.stream()
                        .takeWhile(word -> word.matches("[a-z]+"))
                        .limit(isInGroup(command) ? 2 : 1))
                .map(words ->
                        operator().run(Stream.concat(words, Stream.of("--help")).toArray(String[]::new)))
                .forEach(help -> assertThat(help.out().lines())
                        .allMatch(line -> line.length() <= width && !line.matches(".*(^|[ \\[])-[\\w\\[\\]-]*-"))
                        .noneMatch(line -> line.indexOf('\u2011') >= 0));
        assertThat(operator().run("init", "--help").out().lines())
                .allMatch(line -> !line.matches(".*(^|[ \\[])-[\\w\\[\\]-]*-"));
    }

    private static boolean isInGroup(List<String> command) {
        return List.of("mail", "users", "db", "waf", "backup", "export", "api").contains(command.get(0));
    }

    /** A command is named once, and described. */
    @Test
    void everyCommandAndOptionIsDescribed() {
        var commands = new ArrayDeque<CommandLine>(List.of(CommandLines.of(Surroundings.ofThisProcess())));
        while (!commands.isEmpty()) {
            var command = commands.pop();
            command.getSubcommands().forEach((name, part) -> {
                assertThat(part.getCommandName()).isEqualTo(name);
                commands.add(part);
            });
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(command.getCommandSpec().options())
                    .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
        }
    }
}
