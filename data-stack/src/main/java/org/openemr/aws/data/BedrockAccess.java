package org.openemr.aws.data;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.InterfaceEndpoints;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.DataSettings;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.rds.CfnDBCluster;
import software.constructs.Construct;

/**
 * A role that may invoke the foundation models that the settings name, and an endpoint inside a VPC of our own that admits this role only,
 * see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/mysql-ml.html">Aurora machine learning</a>.
 * The cluster reaches the endpoint by a security group of this feature.
 */
final class BedrockAccess extends Construct implements BedrockIntegration {

    private static final int HTTPS = 443;
    private static final List<String> INVOKE = List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");

    private final long timeoutMilliseconds;
    private final List<String> modelArns;
    private final Role role;
    private final ISecurityGroup clients;

    BedrockAccess(
            Construct scope,
            Deployment deployment,
            DataSettings settings,
            boolean ownVpc,
            IVpc vpc,
            FunctionSupport functions) {
        super(scope, "Bedrock");
        this.timeoutMilliseconds = settings.parameters().mlInferenceMilliseconds();
        this.modelArns = settings.bedrockModels().stream()
                .map("arn:%s:bedrock:%s::foundation-model/%%s".formatted(Aws.PARTITION, Aws.REGION)::formatted)
                .toList();
        role = role(deployment);
        clients = group("Clients", vpc, "Database instances that call Bedrock");
        if (ownVpc) {
            endpoint(deployment, vpc, functions);
        } else {
            clients.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "Calls of models");
        }
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "aws_default_bedrock_role",
                role.getRoleArn(),
                "aurora_ml_inference_timeout",
                String.valueOf(timeoutMilliseconds));
    }

    @Override
    public List<ISecurityGroup> clusterGroups() {
        return List.of(clients);
    }

    @Override
    public void attachTo(CfnDBCluster cluster) {
        cluster.setAssociatedRoles(List.of(CfnDBCluster.DBClusterRoleProperty.builder()
                .featureName("Bedrock")
                .roleArn(role.getRoleArn())
                .build()));
    }

    private Role role(Deployment deployment) {
        var bedrock =
                ServiceRole.create(this, "Role", "rds", "Lets the database of " + deployment.name() + " invoke models");
        bedrock.addToPolicy(PolicyStatement.Builder.create()
                .sid("InvokeModelsOfTheSettings")
                .actions(INVOKE)
                .resources(modelArns)
                .build());
        return bedrock;
    }

    /** In the zones that have the service. */
    private void endpoint(Deployment deployment, IVpc vpc, FunctionSupport functions) {
        var endpointGroup = group("EndpointGroup", vpc, "Bedrock endpoint");
        endpointGroup.addIngressRule(clients, Port.tcp(HTTPS), "Calls of models");
        clients.addEgressRule(endpointGroup, Port.tcp(HTTPS), "Calls of models");
        new InterfaceEndpoints(this, deployment, Layer.DATA, vpc, functions)
                .create("ModelsEndpoint", "bedrock-runtime", endpointGroup, "ModelsSubnets")
                .setPolicyDocument(PolicyDocument.Builder.create()
                        .statements(List.of(PolicyStatement.Builder.create()
                                .principals(List.of(new ArnPrincipal(role.getRoleArn())))
                                .actions(INVOKE)
                                .resources(modelArns)
                                .build()))
                        .build());
    }

    private ISecurityGroup group(String id, IVpc vpc, String description) {
        return SecurityGroup.Builder.create(this, id)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(false)
                .build();
    }
}
