package org.openemr.aws.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.network.NetworkTemplates.CLOSED;

import org.junit.jupiter.api.Test;

class FlowLogsTest {

    @Test
    void writesFlowLogsWithARoleThatMayWriteThem() {
        assertThat(CLOSED.onlyProperties("AWS::EC2::FlowLog")
                        .path("TrafficType")
                        .asText())
                .isEqualTo("ALL");
        assertThat(CLOSED.roleStatements().toString())
                .contains("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams");
        assertThat(CLOSED.properties("AWS::Logs::LogGroup")).allMatch(group -> group.has("KmsKeyId"));
    }
}
