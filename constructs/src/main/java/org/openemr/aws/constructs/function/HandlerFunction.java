package org.openemr.aws.constructs.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ServiceRole;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.LogGroupNames;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * One handler of the module functions as a Lambda function: Java 25 on arm64, with an encrypted log group and a role that
 * may write to it and do nothing else until {@link #allow} is called.
 */
public final class HandlerFunction extends Construct {

    /** How long CloudFormation waits for the answer of a function that takes a minute or two. */
    private static final Duration STANDARD_WAIT = Duration.minutes(5);

    private final String part;
    private final String name;
    private final ILogGroup logs;
    private final Role role;
    private final IFunction function;

    /**
     * Creates the function.
     *
     * @param support the key of its log group, and where events go that it cannot handle
     */
    public HandlerFunction(
            Construct scope,
            String id,
            Deployment deployment,
            FunctionHandler handler,
            FunctionSupport support,
            Options options) {
        super(scope, id);
        part = options.part().orElse(handler.functionName());
        name = deployment.physicalName(part);
        logs = FunctionLogs.create(this, "Logs", LogGroupNames.function(deployment, part), support.logKey());
        role = ServiceRole.create(this, "Role", "lambda", "What the function " + name + " may do");
        logs.grantWrite(role);
        var failedEvents = options.deadLetterQueue().orElse(support.failedEvents());
        allow(
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(support.failedEventsKey().getKeyArn()));
        options.placement().ifPresent(placement -> VpcPlacement.allowInterfaces(role, name));
        var builder = Function.Builder.create(this, "Function")
                .functionName(name)
                .code(handler.jar().code())
                .handler(handler.handler())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .memorySize(options.memoryMebibytes())
                .timeout(options.timeout())
                .environment(new TreeMap<>(options.environment()))
                .logGroup(logs)
                .role(role)
                .deadLetterQueue(failedEvents)
                .tracing(Tracing.ACTIVE);
        options.placement().ifPresent(placement -> placement.place(builder));
        options.concurrency().ifPresent(builder::reservedConcurrentExecutions);
        function = builder.build();
        acceptFindings(handler.caller(), options);
    }

    /**
     * What differs from function to function.
     *
     * @param timeout the longest run, at most 15 minutes
     * @param memoryMebibytes memory, with which the share of a CPU grows
     * @param environment variables; nothing secret
     * @param deadLetterQueue where events go that it cannot handle, when not where all go
     * @param part the function's own part of its name, when one handler serves several stacks
     * @param placement where it is, when it reaches something in a VPC
     * @param concurrency how many of it run at once, which the account's other functions cannot have, for one that strangers call
     */
    public record Options(
            Duration timeout,
            int memoryMebibytes,
            Map<String, String> environment,
            Optional<IQueue> deadLetterQueue,
            Optional<String> part,
            Optional<VpcPlacement> placement,
            Optional<Integer> concurrency) {

        private static final int STANDARD_MEMORY = 512;

        /** Standard memory, no variables, no queue. */
        public static Options timeout(Duration timeout) {
            return new Options(
                    timeout,
                    STANDARD_MEMORY,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public Options memory(int mebibytes) {
            return new Options(timeout, mebibytes, environment, deadLetterQueue, part, placement, concurrency);
        }

        public Options variables(Map<String, String> variables) {
            return new Options(timeout, memoryMebibytes, variables, deadLetterQueue, part, placement, concurrency);
        }

        public Options failuresTo(IQueue queue) {
            return new Options(timeout, memoryMebibytes, environment, Optional.of(queue), part, placement, concurrency);
        }

        public Options named(String ownPart) {
            return new Options(
                    timeout,
                    memoryMebibytes,
                    environment,
                    deadLetterQueue,
                    Optional.of(ownPart),
                    placement,
                    concurrency);
        }

        public Options atOnce(int most) {
            return new Options(
                    timeout, memoryMebibytes, environment, deadLetterQueue, part, placement, Optional.of(most));
        }

        public Options in(VpcPlacement inVpc) {
            return new Options(
                    timeout, memoryMebibytes, environment, deadLetterQueue, part, Optional.of(inVpc), concurrency);
        }
    }

    /** The function itself. */
    public IFunction function() {
        return function;
    }

    /** Where it writes. */
    public ILogGroup logs() {
        return logs;
    }

    /** The function's own part of its name. */
    public String part() {
        return part;
    }

    /** The physical name. */
    public String name() {
        return name;
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

    /** Allows the use of a key for one secret, which Secrets Manager names in the encryption context. */
    public void allowKeyOf(ISecret secret, IKey key) {
        allow(PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of(key.getKeyArn()))
                .conditions(Map.of("StringEquals", Map.of("kms:EncryptionContext:SecretARN", secret.getSecretArn())))
                .build());
    }

    /** A custom resource that the function answers for within 5 minutes. */
    public CustomResource customResource(Construct scope, String id, String type, Map<String, ?> properties) {
        return customResource(scope, id, type, STANDARD_WAIT, properties);
    }

    /**
     * A custom resource that the function answers for; made after the function and its permissions, and deleted before them.
     *
     * @param wait how long CloudFormation waits for the answer
     */
    public CustomResource customResource(
            Construct scope, String id, String type, Duration wait, Map<String, ?> properties) {
        var resource = CustomResource.Builder.create(scope, id)
                .resourceType(type)
                .serviceToken(function.getFunctionArn())
                .serviceTimeout(wait)
                .properties(new TreeMap<>(properties))
                .build();
        resource.getNode().addDependency(this);
        return resource;
    }

    /** Accepts that the function's role names a resource with a wildcard, see {@link Accepted#wildcardResource}. */
    public void acceptWildcardResource(String resource, String reason) {
        Accepted.wildcardResource(role, resource, reason);
    }

    private void acceptFindings(FunctionCaller caller, Options options) {
        if (options.concurrency().isEmpty()) {
            Accepted.rule(
                    function,
                    "LambdaConcurrency",
                    caller.sentence()
                            + "; reserved concurrency would take from the account's pool, of which a new account has none to give.");
        }
        if (options.placement().isEmpty()) {
            Accepted.rule(
                    function,
                    "LambdaInsideVPC",
                    "It calls AWS APIs over TLS and reaches nothing in the VPC; inside it would need NAT or endpoints.");
            Accepted.wildcardResource(role, "*", "Tracing has no resource-level permission (X-Ray, PutTraceSegments).");
        }
    }
}
