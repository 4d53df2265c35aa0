package org.openemr.aws.contracts;

/** Names of log groups that a service, and not we, decides: it writes to no other. */
public final class LogGroupNames {

    private LogGroupNames() {}

    /**
     * Of the web ACL. WAF accepts only log groups whose names start so, see <a
     * href="https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html">CloudWatch Logs</a>.
     */
    public static String webAcl(Names names) {
        return names.logGroupName("aws-waf-logs-", "web-acl");
    }

    /**
     * Of a function, see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html">logs of Lambda</a>.
     *
     * @param part the function's own part of its physical name
     */
    public static String function(Names names, String part) {
        return names.logGroupName("/aws/lambda/", part);
    }

    /**
     * Of a kind of log of an Aurora cluster, see <a
     * href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html">publishing
     * Aurora MySQL logs</a>.
     *
     * @param kind audit, error, general or slowquery
     */
    public static String database(String clusterIdentifier, String kind) {
        return "/aws/rds/cluster/" + clusterIdentifier + "/" + kind;
    }
}
