package org.openemr.aws.network;

import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.InterfaceEndpoints;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/**
 * What a task needs of AWS to start and to tell what it does, inside the VPC: <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html">endpoints of Amazon ECS</a>. Layers of images come
 * from S3, by its gateway endpoint.
 */
final class ServiceEndpoints extends Construct {

    /** Images; logs; secrets and parameters of containers; ECS Exec, with the key of its sessions. */
    private static final List<String> SERVICES =
            List.of("ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages", "kms");

    /** What functions call that change credentials, where they have no other way. */
    private static final List<String> OF_ROTATION = List.of("ecs", "elasticache", "states");

    /**
     * Creates them.
     *
     * @param rotation whether functions change credentials that reach AWS by endpoints only
     */
    ServiceEndpoints(
            Construct scope,
            Deployment deployment,
            IVpc vpc,
            ISecurityGroup group,
            FunctionSupport functions,
            boolean rotation) {
        super(scope, "ServiceEndpoints");
        var endpoints = new InterfaceEndpoints(this, deployment, Layer.NETWORK, vpc, functions);
        Stream.concat(SERVICES.stream(), rotation ? OF_ROTATION.stream() : Stream.empty())
                .forEach(service -> {
                    var id = PascalCase.of(service.replace('.', '-'));
                    endpoints.create(id, service, group, id + "Subnets");
                });
    }
}
