package org.openemr.aws.constructs.store;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.permission.ResourceArn;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Lets CloudWatch Logs use a key. It encrypts with the ARN of the log group as context, see <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Encrypt log data</a>.
 */
public final class LogGroupEncryption {

    private LogGroupEncryption() {}

    /** Admits the log groups whose name has one of the forms, and no others. */
    public static void admit(IKey key, List<String> logGroupNamePatterns) {
        var logGroupArnPatterns = logGroupNamePatterns.stream()
                .map(pattern -> ResourceArn.of("logs", "log-group:" + pattern))
                .toList();
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("LogGroupsOfThisDeployment")
                .principals(List.of(new ServicePrincipal("logs.amazonaws.com")))
                .actions(List.of(
                        "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"))
                .resources(List.of("*"))
                .conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", logGroupArnPatterns)))
                .build());
    }
}
