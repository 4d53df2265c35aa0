package org.openemr.aws.constructs.stack;

import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.PermissionsBoundary;
import software.amazon.awscdk.StackProps;

/** What every stack of a deployment has in common, wherever it is. */
public final class StackProperties {

    private StackProperties() {}

    /**
     * The properties of a stack.
     *
     * @param name its physical name
     * @param purpose what it is for, a few words
     */
    public static StackProps of(Deployment deployment, String name, String purpose, Environment environment) {
        return StackProps.builder()
                .stackName(name)
                .description("OpenEMR on AWS, " + purpose)
                .terminationProtection(deployment.terminationProtection())
                .env(environment)
                .permissionsBoundary(deployment
                        .permissionsBoundaryArn()
                        .map(PermissionsBoundary::fromArn)
                        .orElse(null))
                .synthesizer(deployment
                        .bootstrapQualifier()
                        .map(qualifier -> DefaultStackSynthesizer.Builder.create()
                                .qualifier(qualifier)
                                .build())
                        .orElse(null))
                .build();
    }
}
