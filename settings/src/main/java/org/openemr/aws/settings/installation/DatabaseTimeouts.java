package org.openemr.aws.settings.installation;

import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.WholeNumber;

/**
 * The timeouts of the cluster's parameter group. Ranges are those of MySQL 8.0, see <a
 * href="https://dev.mysql.com/doc/refman/8.0/en/server-system-variables.html">server system variables</a>.
 *
 * @param mlInferenceMilliseconds how long Aurora waits for a model, in ms; used with Bedrock only
 * @param netReadSeconds how long the server waits for more data from a client, in s
 * @param netWriteSeconds how long the server waits for a block to be written to a client, in s
 * @param waitSeconds how long an idle connection lives, in s
 * @param connectSeconds how long the server waits for a connect packet, in s
 * @param maxExecutionMilliseconds how long a SELECT may take, in ms; 0 is for ever
 */
public record DatabaseTimeouts(
        long mlInferenceMilliseconds,
        long netReadSeconds,
        long netWriteSeconds,
        long waitSeconds,
        long connectSeconds,
        long maxExecutionMilliseconds) {

    private static final long ONE_YEAR_IN_SECONDS = 31_536_000;
    private static final long DEFAULT_SECONDS = 30_000;

    static final Setting<Long> ML_INFERENCE = Setting.of(
            "aurora_ml_inference_timeout",
            new WholeNumber(1, 300_000),
            "ms",
            30_000L,
            "How long a statement waits for a model; with enable_bedrock_integration.");

    static final Setting<Long> NET_READ = seconds("net_read_timeout", 1, "How long the server waits for more data.");

    static final Setting<Long> NET_WRITE =
            seconds("net_write_timeout", 1, "How long the server waits for a client to take data.");

    static final Setting<Long> WAIT = seconds("wait_timeout", 1, "How long an idle connection lives.");

    static final Setting<Long> CONNECT =
            seconds("connect_timeout", 2, "How long the server waits for the first packet of a connection.");

    static final Setting<Long> MAX_EXECUTION = Setting.of(
            "max_execution_time",
            new WholeNumber(0, 4_294_967_295L),
            "ms",
            3_000_000L,
            "How long a SELECT may take; 0 is for ever.");

    static DatabaseTimeouts read(SettingsReader reader) {
        return new DatabaseTimeouts(
                reader.read(ML_INFERENCE),
                reader.read(NET_READ),
                reader.read(NET_WRITE),
                reader.read(WAIT),
                reader.read(CONNECT),
                reader.read(MAX_EXECUTION));
    }

    private static Setting<Long> seconds(String key, long minimum, String effect) {
        return Setting.of(key, new WholeNumber(minimum, ONE_YEAR_IN_SECONDS), "s", DEFAULT_SECONDS, effect);
    }
}
