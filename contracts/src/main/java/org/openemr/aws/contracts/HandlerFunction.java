package org.openemr.aws.contracts;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * One handler of the functions jar as a Lambda function: Java 25 on arm64, with an encrypted log group and a role that
 * may write to it and do nothing else until {@link #allow} is called.
 */
public final class HandlerFunction extends Construct {

    private final Role role;
    private final IFunction function;

    /**
     * Creates the function.
     *
     * @param logKey the key of its log group
     * @param timeout the longest run, at most 15 minutes
     */
    public HandlerFunction(
            Construct scope, String id, Deployment deployment, FunctionHandler handler, IKey logKey, Duration timeout) {
        super(scope, id);
        var name = deployment.physicalName(handler.functionName());
        var logs = FunctionLogs.create(this, "Logs", "/aws/lambda/" + name, logKey);
        role = ServiceRole.create(this, "Role", "lambda", "What the function " + name + " may do");
        logs.grantWrite(role);
        function = Function.Builder.create(this, "Function")
                .functionName(name)
                .code(Code.fromAsset(Checkout.functionsJar().toString()))
                .handler(handler.handler())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .memorySize(512)
                .timeout(timeout)
                .logGroup(logs)
                .role(role)
                .build();
        acceptFindings();
    }

    /** The function itself. */
    public IFunction function() {
        return function;
    }

    /** Allows actions on resources. */
    public void allow(List<String> actions, List<String> resources) {
        allow(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build());
    }

    /** Allows what the statement says. */
    public void allow(PolicyStatement statement) {
        role.addToPrincipalPolicy(statement);
    }

    /** Accepts that the function's role names a resource with a wildcard, see {@link Accepted#wildcardResource}. */
    public void acceptWildcardResource(String resource, String reason) {
        Accepted.wildcardResource(role, resource, reason);
    }

    private void acceptFindings() {
        Accepted.finding(
                function,
                "HIPAA.Security-LambdaConcurrency",
                "CloudFormation alone invokes it, one deployment at a time; reserved concurrency would take from the"
                        + " account's pool for nothing.");
        Accepted.finding(
                function,
                "HIPAA.Security-LambdaDLQ",
                "It is invoked synchronously: a failure goes back to the caller, who reports it. A dead-letter queue"
                        + " receives asynchronous events only.");
        Accepted.finding(
                function,
                "HIPAA.Security-LambdaInsideVPC",
                "It calls AWS APIs over TLS and reaches nothing in the VPC; inside it would need NAT or endpoints.");
    }
}
