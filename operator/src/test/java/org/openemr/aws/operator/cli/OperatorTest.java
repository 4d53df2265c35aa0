package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.operator.fixtures.Launched;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/** A test that runs commands: with an operator of its own. */
abstract class OperatorTest {

    @TempDir
    private Path directory;

    private Operator operator;

    @BeforeEach
    final void start() {
        operator = new Operator(directory).cdkJson();
    }

    @AfterEach
    final void stop() {
        operator.close();
    }

    final Operator operator() {
        return operator;
    }

    final LocalAws aws() {
        return operator.aws();
    }

    /** The command line as a process of its own. */
    final Launched launched() {
        return new Launched(operator);
    }
}
