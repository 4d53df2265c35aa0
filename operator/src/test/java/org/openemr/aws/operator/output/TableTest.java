package org.openemr.aws.operator.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Rows of results at terminals of several widths. */
class TableTest {

    private static final Table TABLE = new Table(List.of(
            List.of("part", "changed by", "low"),
            List.of("tasks", "the number of tasks and the memory of each", "10.40"),
            List.of("all", "", "58.67")));

    @Test
    void isAsWideAsItNeedsToBeWhereNobodyLooksOn() {
        assertThat(TABLE.lines(OptionalInt.empty()))
                .containsExactly(
                        "part   changed by                                  low",
                        "tasks  the number of tasks and the memory of each  10.40",
                        "all                                                58.67");
    }

    @Test
    void isFoldedWithinItsColumns() {
        assertThat(TABLE.lines(OptionalInt.of(40)))
                .containsExactly(
                        "part   changed by                  low",
                        "tasks  the number of tasks and     10.40",
                        "       the memory of each",
                        "all                                58.67");
    }

    @Test
    void isRowByRowWhereColumnsWouldBeTooNarrow() {
        assertThat(TABLE.lines(OptionalInt.of(28)))
                .containsExactly(
                        "part        tasks",
                        "changed by  the number of",
                        "            tasks and the",
                        "            memory of each",
                        "low         10.40",
                        "",
                        "part        all",
                        "low         58.67");
    }

    /** Whoever copies an address gets all of it. */
    @Test
    void breaksNoWord() {
        var address = "arn:aws:backup:us-east-1:111122223333:recovery-point:0a1b2c3d";

        assertThat(new Table(List.of(List.of("store", "point"), List.of("database", address)))
                        .lines(OptionalInt.of(40)))
                .containsExactly("store  database", "point  " + address);
        assertThat(new Table(List.of(List.of("store", "age", "point"), List.of("database", "2 h", address)))
                        .lines(OptionalInt.of(40)))
                .containsExactly("store     age", "    point", "database  2 h", "    " + address);
    }

    @Test
    void factsStandBesideTheirNames() {
        assertThat(Table.facts(List.of(List.of("who", "everybody who works at the clinic")), OptionalInt.of(20)))
                .containsExactly("who  everybody who", "     works at the", "     clinic");
    }
}
