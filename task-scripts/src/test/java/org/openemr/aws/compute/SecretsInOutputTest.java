package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixture reads the output of each script in each test for secrets; here it is shown to find them. */
class SecretsInOutputTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "MYSQL_ROOT_PASS, rootSecret",
        "MYSQL_PASS, userSecret",
        "REDIS_PASSWORD, cacheSecret",
        "OPENEMR_SETTING_SMTP_PASS, mailSecret"
    })
    void aSecretInAnyLineFailsTheTest(String variable, String secret) {
        var container = new ContainerFixture(directory).with(variable, secret);

        assertThatThrownBy(() -> container.result(0, "Connecting\nwith -p" + secret + " to db.example\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(variable);
        assertThatCode(() -> container.result(0, "Connecting as openemr\n")).doesNotThrowAnyException();
    }
}
