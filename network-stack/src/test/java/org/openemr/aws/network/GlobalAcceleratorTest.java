package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.OPEN;

import org.junit.jupiter.api.Test;

class GlobalAcceleratorTest {

    @Test
    void putsTheAcceleratorInFrontOnThePortsThatClientsUse() {
        assertThat(OPEN.onlyProperties("AWS::GlobalAccelerator::Listener")
                        .path("PortRanges")
                        .toString())
                .isEqualTo("[{\"FromPort\":443,\"ToPort\":443},{\"FromPort\":80,\"ToPort\":80}]");
        assertThat(OPEN.json().path("Outputs").has("GlobalAcceleratorUrl")).isTrue();
    }
}
