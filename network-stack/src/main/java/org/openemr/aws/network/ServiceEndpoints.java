package org.openemr.aws.network;

import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.InterfaceEndpoints;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.PascalCase;
import org.openemr.aws.settings.installation.Features;
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
     * Where GuardDuty's agents report what runs in tasks. GuardDuty would make it itself, outside of any stack, and then no subnet could be
     * deleted; it uses one that is there, see <a
     * href="https://docs.aws.amazon.com/guardduty/latest/ug/using-iac-with-gdu-automated-agents-runtime-monitoring.html">Using infrastructure
     * as code</a>.
     */
    private static final String OF_THREAT_DETECTION = "guardduty-data";

    /**
     * Creates those that the features ask for.
     *
     * @param natGateways whether tasks and functions have another way to AWS
     */
    ServiceEndpoints(
            Construct scope,
            Deployment deployment,
            IVpc vpc,
            ISecurityGroup group,
            FunctionSupport functions,
            Features features,
            boolean natGateways) {
        super(scope, "ServiceEndpoints");
        var endpoints = new InterfaceEndpoints(this, deployment, Layer.NETWORK, vpc, functions);
        services(features, natGateways).forEach(service -> {
            var id = PascalCase.of(service.replace('.', '-'));
            endpoints.create(id, service, group, id + "Subnets");
        });
    }

    private static Stream<String> services(Features features, boolean natGateways) {
        var all = features.vpcEndpoints() ? SERVICES : List.<String>of();
        var ofRotation =
                features.vpcEndpoints() && features.rotation() && !natGateways ? OF_ROTATION : List.<String>of();
        var ofThreats = SecurityGroups.watchesTasks(features) ? List.of(OF_THREAT_DETECTION) : List.<String>of();
        return Stream.of(all, ofRotation, ofThreats).flatMap(List::stream);
    }
}
