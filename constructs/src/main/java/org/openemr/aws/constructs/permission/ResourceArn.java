package org.openemr.aws.constructs.permission;

import software.amazon.awscdk.Aws;

/** Names resources of the account and region that a stack is deployed to, for policies about what has no construct at hand. */
public final class ResourceArn {

    private ResourceArn() {}

    /**
     * The ARN of a resource that is here.
     *
     * @param service as ARNs name it: {@code ecs}
     * @param resource what follows the account's number: {@code cluster/name}; wildcards are for the caller to justify
     */
    public static String of(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(Aws.PARTITION, service, Aws.REGION, Aws.ACCOUNT_ID, resource);
    }
}
