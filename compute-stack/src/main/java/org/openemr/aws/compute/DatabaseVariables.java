package org.openemr.aws.compute;

import java.util.Map;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Output;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/** The parts of the database connection that are the same in every deployment. */
final class DatabaseVariables extends Construct {

    private final Map<String, Secret> variables;

    DatabaseVariables(Construct scope, Deployment deployment) {
        super(scope, "DatabaseVariables");
        variables = Map.of(
                "MYSQL_PORT", parameter(deployment, "Port", ComputeContract.DATABASE_PORT, "3306"),
                "MYSQL_DATABASE", parameter(deployment, "Schema", ComputeContract.DATABASE_SCHEMA, "openemr"));
    }

    Map<String, Secret> variables() {
        return variables;
    }

    private Secret parameter(Deployment deployment, String id, Output output, String value) {
        return Secret.fromSsmParameter(StringParameter.Builder.create(this, id)
                .parameterName(output.parameterName(deployment))
                .description(output.description())
                .stringValue(value)
                .build());
    }
}
