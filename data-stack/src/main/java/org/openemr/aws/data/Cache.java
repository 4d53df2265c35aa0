package org.openemr.aws.data;

import java.util.List;
import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataSettings;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache.CacheUsageLimitsProperty;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache.DataStorageProperty;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache.ECPUPerSecondProperty;
import software.amazon.awscdk.services.elasticache.CfnUser;
import software.amazon.awscdk.services.elasticache.CfnUserGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * ElastiCache Serverless for Valkey, where PHP sessions live. It speaks TLS only and admits one user with a password;
 * sessions are short-lived, so it is not backed up. Its subnets are those that every installation has: others would replace
 * it, and sign everybody out.
 */
final class Cache extends Construct {

    private static final String ENGINE = "valkey";
    private static final String MAJOR_VERSION = "8";
    private static final String USER_NAME = "openemr";

    private final String userId;
    private final ISecret user;
    private final CfnServerlessCache cache;

    Cache(
            Construct scope,
            Deployment deployment,
            DataSettings settings,
            Features features,
            StoreKeys keys,
            List<String> steadySubnetIds,
            ISecurityGroup group) {
        super(scope, "Cache");
        userId = deployment.physicalName("sessions");
        user = GeneratedUser.secret(
                this, "User", deployment, keys.data(), USER_NAME, "Cache user", features.rotation());
        cache = CfnServerlessCache.Builder.create(this, "Cache")
                .serverlessCacheName(deployment.physicalName("sessions"))
                .description("PHP sessions of " + deployment.name())
                .engine(ENGINE)
                .majorEngineVersion(MAJOR_VERSION)
                .kmsKeyId(keys.data().getKeyArn())
                .securityGroupIds(List.of(group.getSecurityGroupId()))
                .subnetIds(steadySubnetIds)
                .userGroupId(userGroup(deployment).getRef())
                .build();
        limit(settings);
    }

    String name() {
        return cache.getRef();
    }

    /** The host name for reading and writing, port 6379. */
    String endpoint() {
        return cache.getAttrEndpointAddress();
    }

    void publish(Publication publication) {
        publication
                .add(DataContract.CACHE_NAME, name())
                .add(DataContract.CACHE_ENDPOINT, endpoint())
                .add(DataContract.CACHE_USER_ID, userId)
                .add(DataContract.CACHE_USER_SECRET_ARN, user.getSecretArn());
    }

    /** Everything on keys, nothing that administers or inspects the server. */
    private CfnUserGroup userGroup(Deployment deployment) {
        var cacheUser = CfnUser.Builder.create(this, "CacheUser")
                .engine(ENGINE)
                .userId(userId)
                .userName(USER_NAME)
                .accessString("on ~* &* +@all -@dangerous")
                .passwords(List.of(user.secretValueFromJson("password").unsafeUnwrap()))
                .build();
        return CfnUserGroup.Builder.create(this, "UserGroup")
                .engine(ENGINE)
                .userGroupId(deployment.physicalName("sessions"))
                .userIds(List.of(cacheUser.getRef()))
                .build();
    }

    private void limit(DataSettings settings) {
        if (settings.cacheMaxStorageGb().isEmpty()
                && settings.cacheMaxEcpuPerSecond().isEmpty()) {
            return;
        }
        var limits = CacheUsageLimitsProperty.builder();
        settings.cacheMaxStorageGb()
                .ifPresent(maximum -> limits.dataStorage(DataStorageProperty.builder()
                        .unit("GB")
                        .maximum(maximum)
                        .build()));
        settings.cacheMaxEcpuPerSecond()
                .ifPresent(maximum -> limits.ecpuPerSecond(
                        ECPUPerSecondProperty.builder().maximum(maximum).build()));
        cache.setCacheUsageLimits(limits.build());
    }
}
