package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.settings.former.FormerName;
import org.openemr.aws.settings.former.FormerValue;
import org.openemr.aws.settings.former.PythonProjects;
import org.openemr.aws.testsupport.GeneratedDocument;
import org.openemr.aws.testsupport.ProjectRoot;

/** The document for people who come from the Python projects is made from the table that answers their keys, and what it names is there. */
class PythonProjectsDocumentTest extends OperatorTest {

    private static final PythonProjects TABLE = PythonProjects.table();

    @Test
    void isWhatTheTableSays() {
        new GeneratedDocument(
                        "docs/from-the-python-projects.md",
                        """
                        # From the Python projects: names

                        What *host-openemr-on-aws-fargate* and *openemr-on-ecs* called things, in every version of them, and what they are here.
                        Database and files come along as [moving-in.md](moving-in.md#from-the-python-projects-for-aws) says. This file is generated
                        from the table that answers such a key in `cdk.json`: `python-projects.json` of the module `settings`.

                        ## Keys of `cdk.json`

                        Their texts `"true"` and `"True"` are taken as well as `true`. [configuration.md](configuration.md) has every key and default.

                        | There | Here | |
                        |---|---|---|
                        """
                                + rows(TABLE.keys(), "")
                                + """

                        ## Values

                        | Key | Value there | It | Instead |
                        |---|---|---|---|
                        """
                                + TABLE.values().stream()
                                        .map(PythonProjectsDocumentTest::row)
                                        .collect(Collectors.joining())
                                + """

                        ## Outputs

                        Each is an output of the stack before the dot: `aws cloudformation describe-stacks --stack-name openemr-data`.

                        | There | Here | |
                        |---|---|---|
                        """
                                + rows(TABLE.outputs(), "")
                                + """

                        ## Scripts

                        | There | Here | |
                        |---|---|---|
                        """
                                + rows(TABLE.scripts(), "./openemr "))
                .assertCurrent();
    }

    static Stream<String> commands() {
        return TABLE.scripts().stream()
                .flatMap(script -> script.here().stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsAreThere(String command) {
        var run = operator()
                .run(Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                        .toArray(String[]::new));

        assertThat(run.out()).startsWith("Usage: openemr " + command + " ");
    }

    static Stream<String> outputs() {
        return TABLE.outputs().stream()
                .flatMap(output -> output.here().stream())
                .distinct();
    }

    /** With everything on, of which the snapshots are. */
    @ParameterizedTest
    @MethodSource("outputs")
    void outputsAreThere(String output) throws IOException {
        var stackAndName = output.split("\\.");
        var template = new ObjectMapper()
                .readTree(Files.readString(ProjectRoot.resolve("app/src/test/snapshots")
                        .resolve(stackAndName[0])
                        .resolve("everything-on.json")));

        assertThat(template.path("Outputs").fieldNames()).toIterable().contains(stackAndName[1]);
    }

    private static String rows(List<FormerName> names, String before) {
        return names.stream()
                .map(former -> "| %s | %s | %s |\n"
                        .formatted(
                                code(former.name(), ""),
                                former.here().isEmpty()
                                        ? "none"
                                        : former.here().stream()
                                                .map(here -> code(here, before))
                                                .collect(Collectors.joining(", ")),
                                former.note()))
                .collect(Collectors.joining());
    }

    private static String row(FormerValue value) {
        return "| %s | `%s` | %s | %s |\n"
                .formatted(
                        value.keys().stream().map(key -> code(key, "")).collect(Collectors.joining(", ")),
                        value.value(),
                        value.meaning(),
                        value.remedy());
    }

    private static String code(String name, String before) {
        return "`" + before + name + "`";
    }
}
