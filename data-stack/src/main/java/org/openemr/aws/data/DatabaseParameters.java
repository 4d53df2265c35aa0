package org.openemr.aws.data;

import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.settings.installation.DatabaseTimeouts;

/** The parameters of the cluster's parameter group. */
final class DatabaseParameters {

    /** TLS is demanded, and every statement is audited. */
    private static final Map<String, String> FIXED = Map.of(
            "require_secure_transport", "ON",
            "server_audit_logging", "1",
            "server_audit_logs_upload", "1",
            "server_audit_events", "CONNECT,QUERY,QUERY_DCL,QUERY_DDL,QUERY_DML,TABLE",
            "slow_query_log", "1",
            "log_queries_not_using_indexes", "1");

    private DatabaseParameters() {}

    /** The parameters, by name. */
    static Map<String, String> of(DatabaseTimeouts timeouts, boolean generalLog, BedrockIntegration bedrock) {
        var parameters = new TreeMap<>(FIXED);
        parameters.put(DatabaseLogs.GENERAL + "_log", generalLog ? "1" : "0");
        parameters.put("net_read_timeout", String.valueOf(timeouts.netReadSeconds()));
        parameters.put("net_write_timeout", String.valueOf(timeouts.netWriteSeconds()));
        parameters.put("wait_timeout", String.valueOf(timeouts.waitSeconds()));
        parameters.put("connect_timeout", String.valueOf(timeouts.connectSeconds()));
        parameters.put("max_execution_time", String.valueOf(timeouts.maxExecutionMilliseconds()));
        parameters.putAll(bedrock.parameters());
        return parameters;
    }
}
