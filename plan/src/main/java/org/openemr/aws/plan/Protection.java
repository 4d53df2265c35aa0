package org.openemr.aws.plan;

import java.util.Collection;
import java.util.stream.StreamSupport;

/** Whether AWS refuses to delete a resource until somebody takes its protection off. */
final class Protection {

    private static final String PROPERTY = "DeletionProtection";
    /** How Amazon Cognito says it. */
    private static final String ACTIVE = "ACTIVE";

    private static final String ATTRIBUTE = "deletion_protection.enabled";

    private Protection() {}

    /**
     * Whether it is protected.
     *
     * @param stack the resources of its stack: a custom resource may protect another, and the clean-up of a throw-away installation
     *     takes protection off before anything is deleted
     */
    static boolean of(Resource resource, Collection<Resource> stack) {
        var isCleanedUp = stack.stream().anyMatch(other -> other.type().equals("Custom::OpenEmrStackCleanup"));
        return !resource.isCustom() && !isCleanedUp && (isSetBy(resource) || isSetByAnother(resource, stack));
    }

    private static boolean isSetByAnother(Resource resource, Collection<Resource> stack) {
        return resource.type().equals("AWS::RDS::DBCluster")
                && stack.stream()
                        .filter(other -> other.type().equals("Custom::OpenEmrDatabaseProtection"))
                        .anyMatch(other -> other.uses(resource) && isSetBy(other));
    }

    /** Whether a resource sets protection, its own or, being a custom resource, that of another. */
    static boolean isSetBy(Resource resource) {
        var property = resource.properties().path(PROPERTY);
        return property.asBoolean()
                || property.asText().equals(ACTIVE)
                || StreamSupport.stream(
                                resource.properties()
                                        .path("LoadBalancerAttributes")
                                        .spliterator(),
                                false)
                        .anyMatch(attribute -> attribute.path("Key").asText().equals(ATTRIBUTE)
                                && attribute.path("Value").asBoolean());
    }
}
