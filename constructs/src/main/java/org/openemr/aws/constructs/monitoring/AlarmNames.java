package org.openemr.aws.constructs.monitoring;

import java.util.List;

/**
 * The names of all alarms that a deployment can have, in the order in which somebody on duty wants to see them; the
 * dashboard shows each. An alarm that is not listed cannot be made.
 */
public final class AlarmNames {

    public static final List<String> ALL = List.of(
            "alb-no-healthy-target",
            "alb-unhealthy-targets",
            "alb-5xx-rate",
            "alb-high-5xx",
            "alb-own-5xx",
            "sign-in-errors",
            "alb-p95-response-time",
            "alb-high-response-time",
            "stores-silent",
            "ecs-low-tasks",
            "ecs-tasks-missing",
            "ecs-high-cpu",
            "ecs-high-memory",
            "background-services-late",
            "background-services-failed",
            "set-up-failed",
            "task-run-start-errors",
            "task-run-progress-errors",
            "aurora-capacity",
            "aurora-cpu",
            "aurora-memory",
            "aurora-deadlocks",
            "aurora-replica-lag",
            "valkey-throttled",
            "valkey-evictions",
            "efs-sites-throughput",
            "efs-ssl-throughput",
            "backup-failed",
            "backup-copy-failed",
            "restore-test-failed",
            "restore-not-proven",
            "restore-test-look-errors",
            "restore-test-age-errors",
            "credential-rotation-errors",
            "credential-retirement-errors",
            "credential-retirement-failed",
            "nat-port-errors",
            "certificate-expiry",
            "waf-blocked-surge",
            "waf-rate-limited",
            "waf-sign-in-rate-limited",
            "failed-events",
            "mail-not-stored",
            "mail-not-forwarded",
            "mail-forwarder-errors",
            "mail-digest-errors",
            "mail-events-errors",
            "mail-bounce-rate",
            "mail-complaint-rate",
            "smtp-credentials-errors",
            "receipt-rules-errors",
            "file-export-errors",
            "database-export-errors",
            "account-root-use",
            "account-sign-in-without-mfa",
            "account-failed-sign-ins",
            "account-denied-calls",
            "account-trail-changes",
            "account-keys-at-risk",
            "account-iam-changes",
            "account-bucket-policies",
            "account-security-groups",
            "account-routes",
            "account-gateways",
            "account-vpc-changes");

    private AlarmNames() {}
}
