package org.openemr.aws.network;

import java.util.List;
import org.openemr.aws.constructs.function.EndpointSubnets;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
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

    ServiceEndpoints(
            Construct scope, Deployment deployment, IVpc vpc, String securityGroupId, FunctionSupport functions) {
        super(scope, "ServiceEndpoints");
        var subnets = new EndpointSubnets(this, deployment, Layer.NETWORK, functions);
        for (var service : SERVICES) {
            var id = PascalCase.of(service.replace('.', '-'));
            var serviceName = "com.amazonaws." + Aws.REGION + "." + service;
            CfnVPCEndpoint.Builder.create(this, id)
                    .vpcEndpointType("Interface")
                    .vpcId(vpc.getVpcId())
                    .serviceName(serviceName)
                    .privateDnsEnabled(true)
                    .securityGroupIds(List.of(securityGroupId))
                    .subnetIds(subnets.of(vpc, id + "Subnets", serviceName))
                    .build();
        }
    }
}
