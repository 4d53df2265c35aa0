package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.operator.fixtures.Operator;

/** What every command with results writes for scripts. */
class EveryFormatTest extends OperatorTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("access", "show"),
                List.of("backup", "create"),
                List.of("backup", "list"),
                List.of("backup", "restore", WorkingAws.recoveryPoint(), "--plan-only"),
                List.of("backup", "verify", "--store", "database", "--yes"),
                List.of("db", "query", "SELECT 1"),
                List.of("doctor"),
                List.of("export", "database"),
                List.of("logs", "set_up"),
                List.of("mail", "status"),
                List.of("mail", "test", "--to", "clinic@example.net"),
                List.of("password", "--yes"),
                List.of("plan", "--assembly", "."),
                List.of("status"),
                List.of("url"),
                List.of("users", "list"),
                List.of("waf", "blocked"));
    }

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isJson(List<String> command) throws Exception {
        var run = run(command, "json");

        var documents = command.contains("logs") ? run.out().lines().toList() : List.of(run.out());
        assertThat(documents).isNotEmpty();
        for (var document : documents) {
            var names = new ArrayList<String>();
            collectNames(MAPPER.readTree(document), names);
            assertThat(names).isNotEmpty();
        }
    }

    /** Every line has the values that the head names: none of these results has a line break in a value. */
    @ParameterizedTest
    @MethodSource("commands")
    void isCsv(List<String> command) {
        var run = run(command, "csv");

        var widths = run.out().lines().map(EveryFormatTest::values).toList();
        assertThat(widths).hasSizeGreaterThan(1);
        assertThat(widths).as(run.out()).containsOnly(widths.get(0));
    }

    private Operator.Run run(List<String> command, String format) {
        return operator()
                .run(Stream.concat(command.stream(), Stream.of("--output", format))
                        .toArray(String[]::new));
    }

    private static void collectNames(JsonNode node, List<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collectNames(child, names));
    }

    /** How many values a line of CSV has: commas within quotes are none. */
    private static int values(String line) {
        return line.replaceAll("\"([^\"]|\"\")*\"", "").split(",", -1).length;
    }
}
