package org.openemr.aws.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.testsupport.ProjectRoot;

class CdkJsonFileTest {

    private static final String TEXT = """
            {
              "app": "java",   // started by the CDK
              "context": {
                "first":   "one \\" quoted",
                /* the list */ "list": [ 1, 2,
                  { "deep": true } ],
                "number" : 2.50,
                "nothing": null ,
                "last": false
              },
              "after": { "first": "not this" }
            }
            """;

    /** Some editors begin a file with a mark, which the CDK skips. */
    @Test
    void keepsTheMarkThatAFileBeginsWith() {
        var marked = file("\uFEFF" + TEXT);

        assertThat(marked.isValid()).isTrue();
        assertThat(marked.context()).containsEntry("number", 2.5);
        assertThat(marked.with("number", 3).text()).isEqualTo("\uFEFF" + TEXT.replace("2.50", "3"));
    }

    @Test
    void replacesOneValueAndNothingElse() {
        assertThat(file(TEXT).with("first", "x").text()).isEqualTo(TEXT.replace("\"one \\\" quoted\"", "\"x\""));
        assertThat(file(TEXT).with("list", List.of()).text())
                .isEqualTo(TEXT.replace("[ 1, 2,\n      { \"deep\": true } ]", "[]"));
        assertThat(file(TEXT).with("number", 3).text()).isEqualTo(TEXT.replace("2.50", "3"));
        assertThat(file(TEXT).with("nothing", "y").text()).isEqualTo(TEXT.replace("null ,", "\"y\" ,"));
        assertThat(file(TEXT).with("last", null).text()).isEqualTo(TEXT.replace("\"last\": false", "\"last\": null"));
    }

    /** Others may read it as before, and a link stays one. */
    @Test
    void savesWhereALinkLeadsToWithThePermissionsThere(@TempDir Path directory) throws Exception {
        var real = Files.createDirectory(directory.resolve("shared")).resolve("cdk.json");
        Files.setPosixFilePermissions(Files.writeString(real, TEXT), PosixFilePermissions.fromString("rw-rw-r--"));
        var link = Files.createSymbolicLink(directory.resolve("cdk.json"), real);

        CdkJsonFile.in(directory).with("first", "x").save();

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(real)).contains("\"first\":   \"x\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw-r--");
    }

    /** The CDK takes the last of two, and whoever reads sees the first. */
    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> file("{\"context\": {\"a\": 1, \"a\": 2}}").context())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Duplicate field 'a'");
    }

    @Test
    void addsAKeyThatIsNotThere() {
        var changed = file(TEXT).with("fresh", "z");

        assertThat(changed.text()).contains("\"context\": {\n    \"fresh\": \"z\",\n");
        assertThat(changed.context()).containsEntry("fresh", "z").containsEntry("last", false);
    }

    @Test
    void addsAKeyToAnEmptyContext() {
        assertThat(file("{\"context\": {}}").with("a", 1).context())
                .containsEntry("a", 1)
                .hasSize(1);
    }

    @Test
    void everyValueOfTheRealFileCanBeReplaced() throws Exception {
        var real = file(Files.readString(ProjectRoot.resolve("cdk.json")));

        assertThat(real.context().keySet()).isNotEmpty().allSatisfy(key -> {
            var changed = real.with(key, "MARK");
            assertThat(changed.context()).containsEntry(key, "MARK").hasSameSizeAs(real.context());
            assertThat(changed.with(key, real.context().get(key)).context()).isEqualTo(real.context());
        });
    }

    @Test
    void isSavedInOneStep(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("cdk.json"), TEXT);

        CdkJsonFile.in(directory).with("number", 7).save();

        assertThat(directory.resolve("cdk.json")).content().contains("\"number\" : 7");
        assertThat(directory).isDirectoryNotContaining("glob:**cdk*.json.tmp");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"context\": {\"a\": }}", "nonsense"})
    void saysWhereTheFileIsBroken(String text) {
        assertThatThrownBy(() -> file(text).context())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void saysThatTheContextIsMissing() {
        assertThatThrownBy(() -> file("{\"app\": \"x\"}").with("a", 1))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no \"context\"");
    }

    private static CdkJsonFile file(String text) {
        return new CdkJsonFile(Path.of("cdk.json"), text);
    }

    /** A new setting begins and ends as its neighbours do. */
    @Test
    void keepsTheEndsOfLinesAndTabs() {
        assertThat(file(TEXT.replace("\n", "\r\n")).with("fresh", 1).text()).doesNotContainPattern("[^\r]\n");
        assertThat(file("{\n\t\"context\": {\n\t\t\"first\": 1\n\t}\n}\n")
                        .with("fresh", 1)
                        .text())
                .contains("\n\t\t\"fresh\": 1,\n\t\t\"first\"");
    }
}
