package org.openemr.aws.compute;

import java.util.Map;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/** The parts of the database connection that are the same in every deployment. */
final class DatabaseVariables extends Construct {

    private final Map<String, Secret> variables;

    DatabaseVariables(Construct scope, Deployment deployment) {
        super(scope, "DatabaseVariables");
        variables = Map.of(
                "MYSQL_PORT", parameter(deployment, "Port", "database-port", "3306"),
                "MYSQL_DATABASE", parameter(deployment, "Schema", "database-schema", "openemr"));
    }

    Map<String, Secret> variables() {
        return variables;
    }

    private Secret parameter(Deployment deployment, String id, String name, String value) {
        return Secret.fromSsmParameter(StringParameter.Builder.create(this, id)
                .parameterName(deployment.parameterName(Layer.COMPUTE, name))
                .description("How OpenEMR reaches its database: " + name)
                .stringValue(value)
                .build());
    }
}
