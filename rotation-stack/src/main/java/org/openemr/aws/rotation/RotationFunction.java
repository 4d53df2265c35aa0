package org.openemr.aws.rotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.function.VpcPlacement;
import org.openemr.aws.constructs.permission.ResourceArn;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.TaskKind;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/** A function that reaches database and cache as tasks do, and may read and change the secrets that are rotated. */
final class RotationFunction {

    /** Drivers of the stores, and TLS. */
    private static final int MEMORY_MEBIBYTES = 1024;

    private final Deployment deployment;
    private final Upstream upstream;
    private final HandlerFunction function;

    private RotationFunction(Deployment deployment, Upstream upstream, HandlerFunction function) {
        this.deployment = deployment;
        this.upstream = upstream;
        this.function = function;
    }

    /**
     * Creates it with what rotating and taking away have in common.
     *
     * @param authorities the secret with the certificates that the database's is from
     * @param ownVariables what it knows beside that
     */
    static RotationFunction create(
            Construct scope,
            String id,
            Deployment deployment,
            FunctionHandler handler,
            Upstream upstream,
            RotatedSecrets secrets,
            ISecret authorities,
            Map<String, String> ownVariables) {
        var variables = variables(deployment, upstream, secrets, authorities);
        variables.putAll(ownVariables);
        var network = upstream.network();
        var handlerFunction = new HandlerFunction(
                scope,
                id,
                deployment,
                handler,
                upstream.functions(),
                HandlerFunction.Options.timeout(Duration.minutes(15))
                        .memory(MEMORY_MEBIBYTES)
                        .variables(variables)
                        .in(new VpcPlacement(network.vpc(), network.tasks())));
        var function = new RotationFunction(deployment, upstream, handlerFunction);
        secrets.all().forEach(function::mayMoveStages);
        handlerFunction.allow(List.of("secretsmanager:GetSecretValue"), List.of(authorities.getSecretArn()));
        handlerFunction.allowKeyOf(authorities, upstream.dataKey());
        function.maySeeTasks();
        handlerFunction.allow(
                List.of("elasticache:DescribeUsers", "elasticache:ModifyUser"),
                List.of(ResourceArn.of("elasticache", "user:" + upstream.data().cacheUserId())));
        return function;
    }

    private static Map<String, String> variables(
            Deployment deployment, Upstream upstream, RotatedSecrets secrets, ISecret authorities) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("DATABASE_USER_SECRET", secrets.databaseUser().getSecretArn());
        variables.put(
                "DATABASE_ADMINISTRATOR_SECRET", secrets.databaseAdministrator().getSecretArn());
        variables.put("CACHE_USER_SECRET", secrets.cacheUser().getSecretArn());
        variables.put("AUTHORITIES_SECRET", authorities.getSecretArn());
        variables.put("SCHEMA", upstream.compute().databaseSchema());
        variables.put("CACHE_HOST", upstream.data().cacheEndpoint());
        variables.put("CACHE_USER_ID", upstream.data().cacheUserId());
        variables.put("CLUSTER", upstream.compute().clusterName());
        variables.put("SERVICE", upstream.compute().serviceName());
        variables.put("SERVICE_FAMILY", TaskKind.SERVICE.family(deployment));
        variables.put("SET_UP_FAMILY", TaskKind.SET_UP.family(deployment));
        variables.put("CONNECTION_FAMILY", TaskKind.CONNECTION.family(deployment));
        variables.put(
                "SUBNETS",
                Fn.join(
                        ",",
                        upstream.network().vpc().getPrivateSubnets().stream()
                                .map(ISubnet::getSubnetId)
                                .toList()));
        variables.put("TASK_GROUP", upstream.network().tasks().getSecurityGroupId());
        return variables;
    }

    HandlerFunction function() {
        return function;
    }

    private void mayMoveStages(ISecret secret) {
        function.allow(
                List.of(
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:UpdateSecretVersionStage"),
                List.of(secret.getSecretArn()));
        function.allowKeyOf(secret, upstream.dataKey());
    }

    /** Keeps what is to come, and begins what takes the one before away. */
    void mayRotate(RotatedSecrets secrets, String retirementMachineArn) {
        function.allow(
                List.of("secretsmanager:PutSecretValue"),
                secrets.all().stream().map(ISecret::getSecretArn).toList());
        function.allow(List.of("states:ListExecutions", "states:StartExecution"), List.of(retirementMachineArn));
    }

    /** Who holds a credential is decided by when a task began. */
    private void maySeeTasks() {
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:ListTasks"))
                .resources(List.of("*"))
                .conditions(ofCluster())
                .build());
        var tasks = "task/%s/*";
        function.allow(List.of("ecs:DescribeTasks"), List.of(ResourceArn.of("ecs", tasks.formatted(cluster()))));
        function.acceptWildcardResource(
                ResourceArn.of("ecs", tasks.formatted("<ComputeClusterName>")),
                "Tasks get their ids when they start; these are of this deployment's cluster.");
    }

    /** Starts the task that writes OpenEMR's connection, and replaces tasks of the service by others of the same definition. */
    void mayTakeAway() {
        var family = "task-definition/" + TaskKind.CONNECTION.family(deployment) + ":*";
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("ecs:RunTask"))
                .resources(List.of(ResourceArn.of("ecs", family)))
                .conditions(ofCluster())
                .build());
        function.acceptWildcardResource(
                ResourceArn.of("ecs", family), "Each deployment that changes the task makes a revision.");
        function.allow(tagWhatRuns(cluster()));
        function.allow(ServiceRole.pass(
                "ecs-tasks", upstream.compute().connectionRoleArns().toArray(String[]::new)));
        function.allow(
                List.of("ecs:DescribeServices", "ecs:UpdateService"),
                List.of(ResourceArn.of(
                        "ecs", "service/" + cluster() + "/" + upstream.compute().serviceName())));
    }

    /** Tags that a task gets from its definition are tags that its starter gives it. */
    static PolicyStatement tagWhatRuns(String cluster) {
        return PolicyStatement.Builder.create()
                .actions(List.of("ecs:TagResource"))
                .resources(List.of(ResourceArn.of("ecs", "task/" + cluster + "/*")))
                .conditions(Map.of("StringEquals", Map.of("ecs:CreateAction", "RunTask")))
                .build();
    }

    private Map<String, Object> ofCluster() {
        return Map.of("ArnEquals", Map.of("ecs:cluster", ResourceArn.of("ecs", "cluster/" + cluster())));
    }

    private String cluster() {
        return upstream.compute().clusterName();
    }
}
