package org.openemr.aws.operator.logs;

import java.util.Optional;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.Part;

/** Where logs come from. */
public enum LogSource {
    SERVICE,
    SET_UP,
    TLS,
    WAF,
    SLOW_QUERIES,
    DATABASE_ERRORS,
    DATABASE_AUDIT;

    /** The name of the log group, or how it begins. */
    public String groupPrefix(DeployedValues values) {
        return switch (this) {
            case SERVICE, SET_UP, TLS -> values.get(Part.TASK_LOGS);
            case WAF -> "aws-waf-logs-" + values.deployment() + "-web-acl";
            case SLOW_QUERIES -> database(values, "slowquery");
            case DATABASE_ERRORS -> database(values, "error");
            case DATABASE_AUDIT -> database(values, "audit");
        };
    }

    /** How the names of the log streams begin, where several sources share a group. */
    public Optional<String> streamPrefix() {
        return switch (this) {
            case SERVICE -> Optional.of("ecs/openemr");
            case SET_UP -> Optional.of("ecs/set-up");
            case TLS -> Optional.of("ecs/sslmaintenance");
            default -> Optional.empty();
        };
    }

    private static String database(DeployedValues values, String kind) {
        return "/aws/rds/cluster/%s/%s".formatted(values.get(Part.DATABASE_IDENTIFIER), kind);
    }
}
