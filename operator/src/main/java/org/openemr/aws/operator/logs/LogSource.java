package org.openemr.aws.operator.logs;

import java.util.Locale;
import java.util.Optional;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.LogGroupNames;
import org.openemr.aws.contracts.TaskKind;
import org.openemr.aws.operator.aws.DeployedValues;

/** Where logs come from. */
public enum LogSource {
    SERVICE,
    CLOCK,
    SET_UP,
    CONNECTION,
    IMPORT,
    ROTATION,
    WATCH,
    TLS,
    MAIL,
    WAF,
    SLOW_QUERIES,
    DATABASE_ERRORS,
    DATABASE_AUDIT;

    /** The name as it is typed, like that of all commands. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of the log group, or how it begins. */
    public String groupPrefix(DeployedValues values) {
        return switch (this) {
            case SERVICE, CLOCK, SET_UP, CONNECTION, IMPORT, TLS -> values.get(ComputeContract.LOG_GROUP_NAME);
            case ROTATION -> LogGroupNames.function(values.names(), "credential-");
            case WATCH -> LogGroupNames.function(values.names(), "watch-");
            case MAIL -> LogGroupNames.function(values.names(), "mail-events");
            case WAF -> LogGroupNames.webAcl(values.names());
            case SLOW_QUERIES -> database(values, "slowquery");
            case DATABASE_ERRORS -> database(values, "error");
            case DATABASE_AUDIT -> database(values, "audit");
        };
    }

    /** How the names of the log streams begin, where several sources share a group. */
    public Optional<String> streamPrefix() {
        return switch (this) {
            case SERVICE -> Optional.of(TaskKind.SERVICE.streamPrefix());
            case CLOCK -> Optional.of(TaskKind.CLOCK.streamPrefix());
            case SET_UP -> Optional.of(TaskKind.SET_UP.streamPrefix());
            case CONNECTION -> Optional.of(TaskKind.CONNECTION.streamPrefix());
            case IMPORT -> Optional.of(TaskKind.IMPORT.streamPrefix());
            case TLS -> Optional.of(TaskKind.TLS_MATERIAL.streamPrefix());
            default -> Optional.empty();
        };
    }

    private static String database(DeployedValues values, String kind) {
        return LogGroupNames.database(values.get(DataContract.DATABASE_IDENTIFIER), kind);
    }
}
