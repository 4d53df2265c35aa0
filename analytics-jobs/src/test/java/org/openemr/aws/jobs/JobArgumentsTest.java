package org.openemr.aws.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {

    @Test
    void hasAMinimumCellOfElevenUnlessSaidOtherwise() {
        assertThat(JobArguments.parse("--export", "s3://a/export/", "--output", "s3://b/out"))
                .isEqualTo(new JobArguments("s3://a/export", "openemr", "s3://b/out", 11));
        assertThat(JobArguments.parse("--export", "e", "--output", "o", "--schema", "x", "--minimum-cell", "5"))
                .isEqualTo(new JobArguments("e", "x", "o", 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--export e | --output is missing",
                "--output o | --export is missing",
                "--export | --export has no value",
                "--export e --output o --cell 5 | no option --cell",
                "--export e --output o --minimum-cell 0 | whole number from 1; got: 0",
                "--export e --output o --minimum-cell x | whole number from 1; got: x"
            })
    void saysWhatIsWrongAndHowToCallIt(String line, String message) {
        assertThatThrownBy(() -> JobArguments.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Usage:");
    }
}
