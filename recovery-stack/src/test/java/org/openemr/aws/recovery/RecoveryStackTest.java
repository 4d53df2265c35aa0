package org.openemr.aws.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.recovery.RecoveryTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class RecoveryStackTest {

    @Test
    void publishesItsPlan() {
        assertThat(TEMPLATE.publishedParameters())
                .containsExactly("/openemr/openemr/recovery/restore-testing-plan-name");
    }

    /** It is deployed and removed apart: no layer above needs anything of it. */
    @Test
    void readsOnlyFromLayersAbove() {
        assertThat(TEMPLATE.readParameters())
                .allMatch(parameter -> parameter.matches("/openemr/openemr/(security|network|data|compute)/.*"));
    }
}
