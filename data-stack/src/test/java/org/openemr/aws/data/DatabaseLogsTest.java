package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class DatabaseLogsTest {

    @Test
    void keepsDatabaseLogsEncryptedAndNotForEver() {
        assertThat(TEMPLATE.properties("AWS::Logs::LogGroup")).hasSize(4).allSatisfy(group -> {
            assertThat(group.has("KmsKeyId")).isTrue();
            assertThat(group.path("RetentionInDays").asInt()).isPositive();
        });
    }
}
