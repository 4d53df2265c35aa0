package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.contracts.ComputeContract;

class MailCommandsTest extends OperatorTest {

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
    }

    @ParameterizedTest
    @CsvSource({"mail test --to a@b.example", "mail status", "mail rotate --yes"})
    void saysThatMailIsOff(String command) {
        operator().deployed(ComputeContract.CLUSTER_NAME);

        var run = operator().run(command.split(" "));

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("sends no mail through Amazon SES. Set configure_ses");
    }
}
