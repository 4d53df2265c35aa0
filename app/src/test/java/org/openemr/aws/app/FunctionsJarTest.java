package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.Checkout;

class FunctionsJarTest {

    private static final long TWENTY_MEGABYTES = 20_000_000;

    @Test
    void staysSmall() {
        assertThat(Checkout.functionsJar().toFile().length()).isBetween(1_000_000L, TWENTY_MEGABYTES);
    }
}
