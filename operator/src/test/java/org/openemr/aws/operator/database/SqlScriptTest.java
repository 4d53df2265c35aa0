package org.openemr.aws.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlScriptTest {

    static List<Arguments> scripts() {
        return List.of(
                Arguments.of("", List.of()),
                Arguments.of(" ;; \n", List.of()),
                Arguments.of("SELECT 1", List.of("SELECT 1")),
                Arguments.of("SELECT 1; SELECT 2;", List.of("SELECT 1", "SELECT 2")),
                Arguments.of("SELECT ';'; SELECT 2", List.of("SELECT ';'", "SELECT 2")),
                Arguments.of("SELECT 'it''s; so'; SELECT 2", List.of("SELECT 'it''s; so'", "SELECT 2")),
                Arguments.of("SELECT 'a\\'; b'; SELECT 2", List.of("SELECT 'a\\'; b'", "SELECT 2")),
                Arguments.of("SELECT \"a;b\", `c;d`; SELECT 2", List.of("SELECT \"a;b\", `c;d`", "SELECT 2")),
                Arguments.of("-- a; b\nSELECT 1; # c; d\nSELECT 2", List.of("SELECT 1", "SELECT 2")),
                Arguments.of("SELECT 1 /* a; b */ + 2; SELECT 3", List.of("SELECT 1  + 2", "SELECT 3")),
                Arguments.of("SELECT 5--1; SELECT 2", List.of("SELECT 5--1", "SELECT 2")),
                Arguments.of("SELECT 1 /* open", List.of("SELECT 1")),
                Arguments.of("SELECT 'open", List.of("SELECT 'open")),
                Arguments.of("SELECT 'a\\", List.of("SELECT 'a\\")));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isTakenApartAtSemicolonsOutsideOfTextAndComments(String script, List<String> statements) {
        assertThat(SqlScript.statements(script)).isEqualTo(statements);
    }
}
