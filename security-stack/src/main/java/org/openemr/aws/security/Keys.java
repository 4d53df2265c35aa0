package org.openemr.aws.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.constructs.store.KeyForCopies;
import org.openemr.aws.constructs.store.LogGroupEncryption;
import org.openemr.aws.constructs.store.RotatedKey;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * The customer-managed keys that several layers use, each for one kind of data. Besides the account, which delegates to
 * IAM policies, a key admits only the services that act without a role, and those for this deployment's resources only.
 */
final class Keys extends Construct {

    private final IKey data;
    private final IKey log;
    private final IKey alerts;

    /**
     * Creates the keys.
     *
     * @param copyAccount the account that recovery points are copied to
     * @param costAlerts whether AWS's billing tells a topic of costs
     */
    Keys(Construct scope, Deployment deployment, Optional<String> copyAccount, boolean costAlerts) {
        super(scope, "Keys");
        data = RotatedKey.create(this, "Data", deployment, "data", "Stores, secrets and backups");
        copyAccount.ifPresent(account -> KeyForCopies.admit(data, account, "CopiesInAnotherAccount"));
        log = logKey(deployment);
        alerts = alertKey(deployment, costAlerts);
    }

    /** The key of the database, the cache, the file systems, the backups and the secrets. */
    IKey data() {
        return data;
    }

    /** The key of the log groups. */
    IKey log() {
        return log;
    }

    /** The key of the alert topics. */
    IKey alerts() {
        return alerts;
    }

    private IKey logKey(Deployment deployment) {
        var key = RotatedKey.create(this, "Log", deployment, "logs", "Log groups");
        LogGroupEncryption.admit(key, deployment.logGroupNamePatterns());
        return key;
    }

    /**
     * CloudWatch alarms publish as a service, so the key must admit it, see <a
     * href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">SNS key management</a>; EventBridge and SNS
     * hand what they cannot deliver to the dead-letter queue as services too. The same page says that conditions on the source
     * are not supported for EventBridge: what holds it are the policies of queue and topics, which name this deployment's rules.
     */
    private IKey alertKey(Deployment deployment, boolean costAlerts) {
        var key = RotatedKey.create(this, "Alerts", deployment, "alerts", "Alert topics");
        key.addToResourcePolicy(use("AlertsOfThisAccount", "cloudwatch", "sns")
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
        key.addToResourcePolicy(use("EventsToTopicsAndQueue", "events").build());
        if (costAlerts) {
            key.addToResourcePolicy(use("CostsOfThisAccount", "budgets", "costalerts")
                    .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                    .build());
        }
        return key;
    }

    private static PolicyStatement.Builder use(String sid, String... services) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(Stream.of(services)
                        .map(service -> new ServicePrincipal(service + ".amazonaws.com"))
                        .toList())
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"));
    }
}
