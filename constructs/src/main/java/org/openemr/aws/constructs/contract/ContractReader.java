package org.openemr.aws.constructs.contract;

import java.util.HashMap;
import java.util.Map;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;
import software.constructs.Construct;

/**
 * Reads the values of a layer into a stack further down. Each value that is asked for becomes an SSM-typed template
 * parameter, which CloudFormation looks up anew in every deployment; asking again gives the same. The stacks of this project have a
 * {@code ...Outputs} class for each layer that they read; a stack of another repository reads any layer with this.
 */
public final class ContractReader {

    private final Stack stack;
    private final Names names;
    private final Construct imports;
    private final Map<Output, String> values = new HashMap<>();
    private final Map<Output, Object> constructs = new HashMap<>();

    /**
     * A reader for one stack; a stack has at most one for each layer.
     *
     * @param names the deployment whose values are read
     * @param producer the layer that publishes them
     */
    public ContractReader(Stack stack, Names names, Layer producer) {
        this.stack = stack;
        this.names = names;
        this.imports = new Construct(stack, "From" + PascalCase.of(producer.label()));
    }

    /** The value of an output, known when CloudFormation deploys. */
    public String value(Output output) {
        return values.computeIfAbsent(output, this::parameter);
    }

    /** The path of the parameter that holds an output, for what reads it when it runs. */
    String parameterName(Output output) {
        return output.parameterName(names);
    }

    /** A value as a construct of this stack, made when it is first asked for. */
    @SuppressWarnings("unchecked")
    <T> T construct(String id, Output output, Import<T> make) {
        if (!constructs.containsKey(output)) {
            constructs.put(output, make.of(imports, id, value(output)));
        }
        return (T) constructs.get(output);
    }

    /** A secret, by its complete ARN, that is encrypted with a key. */
    ISecret secret(String name, Output secretArn, IKey key) {
        return construct(
                name,
                secretArn,
                (scope, id, arn) -> Secret.fromSecretAttributes(
                        scope,
                        id,
                        SecretAttributes.builder()
                                .secretCompleteArn(arn)
                                .encryptionKey(key)
                                .build()));
    }

    /** Makes a construct of a value, as the {@code from...} methods of the CDK do. */
    @FunctionalInterface
    interface Import<T> {
        T of(Construct scope, String id, String value);
    }

    private String parameter(Output output) {
        return CfnParameter.Builder.create(stack, PascalCase.of(output.layer().label()) + PascalCase.of(output.name()))
                .type("AWS::SSM::Parameter::Value<String>")
                .defaultValue(output.parameterName(names))
                .description(output.description())
                .build()
                .getValueAsString();
    }
}
