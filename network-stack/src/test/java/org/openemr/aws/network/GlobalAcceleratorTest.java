package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.OPEN;

import org.junit.jupiter.api.Test;

class GlobalAcceleratorTest {

    @Test
    void putsTheAcceleratorInFrontOnThePortThatClientsUse() {
        assertThat(OPEN.onlyProperties("AWS::GlobalAccelerator::Listener")
                        .path("PortRanges")
                        .toString())
                .contains("443");
        assertThat(OPEN.json().path("Outputs").has("GlobalAcceleratorUrl")).isTrue();
    }
}
