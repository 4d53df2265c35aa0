package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.fixtures.LocalAws;

class DatabaseQueryCommandTest extends OperatorTest {

    private static final String COLUMNS = "\"columnMetadata\":[{\"label\":\"pid\"},{\"label\":\"name\"}]";

    @BeforeEach
    void deploy() {
        operator().deployed();
        aws().rest("POST", "/BeginTransaction", "{\"transactionId\":\"tx-1\"}");
        aws().rest("POST", "/CommitTransaction", "{}");
        aws().rest("POST", "/RollbackTransaction", "{}");
        aws().rest(
                        "POST",
                        "/Execute",
                        "{%s,\"records\":[%s,%s]}".formatted(COLUMNS, row(7, "Moore, \\\"Jo\\\""), row(8, "Li")));
    }

    @Test
    void showsATable() {
        var run = operator().run("db", "query", "SELECT pid, name FROM patient_data");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("""
                pid  name
                7    Moore, "Jo"
                8    Li
                """);
    }

    @Test
    void showsJson() {
        var run = operator().run("db", "query", "SELECT 1", "--output", "json");

        assertThat(run.out()).contains("\"pid\" : 7", "\"name\" : \"Moore, \\\"Jo\\\"\"");
    }

    @Test
    void showsCsvThatOtherProgramsRead() {
        var run = operator().run("db", "query", "SELECT 1", "--output", "csv");

        assertThat(run.out()).isEqualTo("pid,name\n7,\"Moore, \"\"Jo\"\"\"\n8,Li\n");
    }

    @Test
    void bindsParameters() {
        operator().run("db", "query", "SELECT * FROM t WHERE a = :a", "--param", "a=1' OR '1'='1", "-p", "b=2");

        assertThat(aws().bodiesOf("Execute"))
                .singleElement()
                .asString()
                .contains(
                        "\"sql\":\"SELECT * FROM t WHERE a = :a\"",
                        "{\"name\":\"a\",\"value\":{\"stringValue\":\"1' OR '1'='1\"}}",
                        "\"secretArn\":\"the-database-user-secret-arn\"",
                        "\"database\":\"openemr\"");
    }

    @Test
    void runsAsTheAdministratorWhenAsked() {
        operator().run("db", "query", "SELECT 1", "--as-administrator");

        assertThat(aws().bodiesOf("Execute").get(0)).contains("the-database-administrator-secret-arn");
    }

    @Test
    void fetchesPageAfterPageInOneTransaction() {
        aws().rest(
                        "POST",
                        "/Execute",
                        "{%s,\"records\":[%s,%s]}".formatted(COLUMNS, row(1, "a"), row(2, "b")),
                        "{%s,\"records\":[%s]}".formatted(COLUMNS, row(3, "c")));

        var run = operator().run("db", "query", "SELECT pid, name FROM t;", "--page-size", "2", "-o", "csv");

        assertThat(run.out()).isEqualTo("pid,name\n1,a\n2,b\n3,c\n");
        assertThat(aws().bodiesOf("Execute"))
                .allMatch(body -> body.contains("\"transactionId\":\"tx-1\""))
                .element(1)
                .asString()
                .contains("FROM t LIMIT 2 OFFSET 2");
        assertThat(aws().bodiesOf("CommitTransaction")).hasSize(1);
    }

    @Test
    void runsAFileInOneTransaction() {
        operator().file("fix.sql", "UPDATE a SET b = 'x;y'; -- not; this\nDELETE FROM c;\n");
        aws().rest("POST", "/Execute", "{\"numberOfRecordsUpdated\":2}");

        var run = operator().run("db", "query", "--file", "fix.sql");

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("2 statements, 4 rows changed");
        assertThat(aws().bodiesOf("Execute"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("UPDATE a SET b = 'x;y'", "tx-1"),
                        second -> assertThat(second).contains("DELETE FROM c", "tx-1"));
    }

    @Test
    void takesEverythingBackWhenOneStatementFails() {
        operator().file("fix.sql", "UPDATE a SET b = 1; NONSENSE;");
        aws().rest(
                        "POST",
                        "/Execute",
                        "{\"numberOfRecordsUpdated\":1}",
                        LocalAws.error("BadRequestException", "You have an error in your SQL syntax"));

        var run = operator().run("db", "query", "--file", "fix.sql");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The database says: You have an error in your SQL syntax");
        assertThat(aws().bodiesOf("RollbackTransaction")).hasSize(1);
        assertThat(aws().bodiesOf("CommitTransaction")).isEmpty();
    }

    @Test
    void saysHowToTurnTheDataApiOn() {
        aws().rest(
                        "POST",
                        "/Execute",
                        LocalAws.error(
                                "BadRequestException", "HttpEndpoint is not enabled for cluster openemr-database."));

        var run = operator().run("db", "query", "SELECT 1");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("\"enable_data_api\": true", "npx cdk deploy --exclusively DataStack");
    }

    /** A file's name alone is no message. */
    @Test
    void saysWhatIsWrongWithAFile() {
        assertThat(operator().run("db", "query", "--file", "missing.sql").err())
                .containsPattern("openemr: There is no file .*/missing.sql \\(--debug shows more\\)\\.");
        assertThat(operator().run("db", "query", "--file", ".").err())
                .contains("openemr: ")
                .doesNotContain("null");
    }

    /** The other of the two answers that the Data API has for it. */
    @Test
    void knowsTheCodeOfADataApiThatIsOff() {
        aws().rest("POST", "/Execute", LocalAws.error("HttpEndpointNotEnabledException", "whatever it says"));

        assertThat(operator().run("db", "query", "SELECT 1").err()).contains("\"enable_data_api\": true");
    }

    @Test
    void saysThatTheDatabaseWakesUp() {
        aws().rest("POST", "/Execute", LocalAws.error("DatabaseResumingException", "resuming after being auto-paused"));

        var run = operator().run("db", "query", "SELECT 1");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("Try again in half a minute");
    }

    @Test
    void anEmptyCsvHasItsHead() {
        aws().rest(
                        "POST",
                        "/Execute",
                        "{\"columnMetadata\":[{\"label\":\"pid\"},{\"label\":\"name\"}],\"records\":[]}");

        assertThat(operator().run("db", "query", "SELECT 1", "-o", "csv").out()).isEqualTo("pid,name\n");
        assertThat(operator().run("db", "query", "SELECT 1").out()).isEqualTo("no rows\n");
    }

    @Test
    void saysHowToFetchALargeAnswer() {
        aws().rest(
                        "POST",
                        "/Execute",
                        LocalAws.error(
                                "BadRequestException", "Database returned more than the allowed response size limit"));

        var run = operator().run("db", "query", "SELECT 1");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--page-size");
    }

    @Test
    void saysWhatIsNotPermitted() {
        aws().rest("POST", "/Execute", LocalAws.denied());

        assertThat(operator().run("db", "query", "SELECT 1").status()).isEqualTo(4);
    }

    @Test
    void goesOnAfterBeingThrottled() {
        aws().rest("POST", "/Execute", LocalAws.throttled(), "{%s,\"records\":[%s]}".formatted(COLUMNS, row(1, "a")));

        assertThat(operator().run("db", "query", "SELECT 1", "-o", "csv").out()).isEqualTo("pid,name\n1,a\n");
    }

    @Test
    void saysThatThereAreNoRows() {
        aws().rest("POST", "/Execute", "{%s,\"records\":[]}".formatted(COLUMNS));

        assertThat(operator().run("db", "query", "SELECT 1").out()).isEqualTo("no rows\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT,--file,x.sql",
                "SELECT 1,--page-size,0",
                "SELECT 1,--page-size,10001",
                "UPDATE t SET a=1,--page-size,10",
                "--file,x.sql,--param,a=1",
                "SELECT 1,--param,novalue"
            })
    void refusesWhatDoesNotGoTogether(String arguments) {
        var words = new ArrayList<>(List.of("db", "query"));
        words.addAll(List.of(arguments.split(",")).stream()
                .filter(word -> !word.isEmpty())
                .toList());

        var run = operator().run(words.toArray(String[]::new));

        assertThat(run.status()).isEqualTo(2);
        assertThat(aws().bodiesOf("Execute")).isEmpty();
    }

    @Test
    void saysThatTheFileIsMissing() {
        var run = operator().run("db", "query", "--file", "none.sql");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("none.sql");
    }

    private static String row(int pid, String name) {
        return "[{\"longValue\":%d},{\"stringValue\":\"%s\"}]".formatted(pid, name);
    }

    /** As a join has them. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "table"})
    void keepsColumnsOfTheSameName(String format) {
        aws().rest("POST", "/Execute", """
                {"columnMetadata":[{"label":"pid"},{"label":"pid"},{"label":"pid_2"}],"records":[[{"longValue":7},{"longValue":9},{"longValue":11}]]}""");

        assertThat(operator().run("db", "query", "SELECT *", "-o", format).out())
                .contains("7", "9", "11");
    }

    /** Names of others say nothing of units, and values are what they are. */
    @Test
    void showsForeignNamesAndNumbersAsTheyAre() {
        aws().rest("POST", "/Execute", """
                {"columnMetadata":[{"label":"wait_seconds"},{"label":"a_b"}],"records":[[{"longValue":59},{"longValue":1}]]}""");

        assertThat(operator().run("db", "query", "SELECT *").out()).isEqualTo("wait_seconds  a_b\n59            1\n");
    }

    /** Notes have lines as Windows writes them. */
    @Test
    void aCsvKeepsLinesOfWindows() {
        aws().rest("POST", "/Execute", """
                {"columnMetadata":[{"label":"note"}],"records":[[{"stringValue":"a\\r\\nb\\rc"}]]}""");

        assertThat(operator().run("db", "query", "SELECT *", "-o", "csv").out()).isEqualTo("note\n\"a\r\nb\u240dc\"\n");
    }
}
