package org.openemr.aws.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.data.DataTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;

class DatabaseLogsTest {

    @Test
    void keepsDatabaseLogsEncryptedAndNotForEver() {
        assertThat(TEMPLATE.resources("AWS::Logs::LogGroup").keySet())
                .filteredOn(id -> id.startsWith("DatabaseLogs"))
                .hasSize(4);
        assertThat(TEMPLATE.properties("AWS::Logs::LogGroup")).allSatisfy(group -> {
            assertThat(group.has("KmsKeyId")).isTrue();
            assertThat(group.path("RetentionInDays").asInt()).isPositive();
        });
    }
}
