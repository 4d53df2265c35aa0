package org.openemr.aws.constructs.store;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Lets AWS Backup in another account read copies <a
 * href="https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html">with the key that they were written with</a>;
 * grants are for services of AWS alone.
 */
public final class KeyForCopies {

    private KeyForCopies() {}

    /**
     * Adds it to the policy of a key.
     *
     * @param sid the id of the statement; that of grants begins with {@code GrantsFor}
     */
    public static void admit(IKey key, String account, String sid) {
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(new AccountPrincipal(account)))
                .actions(List.of(
                        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"))
                .resources(List.of("*"))
                .build());
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("GrantsFor" + sid)
                .principals(List.of(new AccountPrincipal(account)))
                .actions(List.of("kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"))
                .resources(List.of("*"))
                .conditions(Map.of("Bool", Map.of("kms:GrantIsForAWSResource", "true")))
                .build());
    }
}
