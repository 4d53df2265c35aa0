package org.openemr.aws.constructs.function;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Names;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** State machines: most call one function again and again until it says that something is over. */
public final class FunctionMachine {

    private FunctionMachine() {}

    /**
     * Creates the machine with its role and its log group, which has no data of its executions.
     *
     * @param part its own part of its name
     * @param description what it looks after
     * @param definition in Amazon States Language, with a placeholder for the function
     * @param placeholder that placeholder's name
     */
    public static StateMachine create(
            Construct scope,
            Names names,
            FunctionSupport support,
            String part,
            String description,
            String definition,
            String placeholder,
            HandlerFunction function) {
        var invoke = PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(List.of(function.function().getFunctionArn()))
                .build();
        return create(
                scope,
                names,
                support.logKey(),
                part,
                description,
                definition,
                Map.of(placeholder, function.function().getFunctionArn()),
                List.of(invoke));
    }

    /**
     * Creates a machine that does more than call one function.
     *
     * @param logKey the key of its log group
     * @param substitutions what stands for each placeholder of the definition
     * @param permissions what the machine does
     */
    public static StateMachine create(
            Construct scope,
            Names names,
            IKey logKey,
            String part,
            String description,
            String definition,
            Map<String, String> substitutions,
            List<PolicyStatement> permissions) {
        var role = ServiceRole.create(scope, "StateMachineRole", "states", description);
        permissions.forEach(role::addToPrincipalPolicy);
        Accepted.wildcardResource(
                role,
                "*",
                "The log delivery API of CloudWatch Logs, which Step Functions uses, and X-Ray have no resource-level"
                        + " permission.");
        return StateMachine.Builder.create(scope, "StateMachine")
                .stateMachineName(names.physicalName(part))
                .definitionBody(DefinitionBody.fromString(definition))
                .definitionSubstitutions(new TreeMap<>(substitutions))
                .role(role)
                .tracingEnabled(true)
                .logs(LogOptions.builder()
                        .destination(FunctionLogs.create(
                                scope, "StateMachineLogs", names.logGroupName("/aws/vendedlogs/states/", part), logKey))
                        .level(LogLevel.ALL)
                        .includeExecutionData(false)
                        .build())
                .build();
    }
}
