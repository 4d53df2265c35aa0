package org.openemr.aws.constructs.function;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The authorities of Amazon RDS in a secret: a function, which reaches the internet, fetches them for what may not. It fetches them again in
 * each deployment that changes the release.
 */
public final class DatabaseCertificates extends Construct {

    private final Layer layer;
    private final ISecret secret;
    private final CustomResource fetched;

    /**
     * Fetches them.
     *
     * @param layer whose they are
     * @param version with which they are fetched anew
     */
    public DatabaseCertificates(
            Construct scope,
            Deployment deployment,
            Layer layer,
            String version,
            IKey dataKey,
            FunctionSupport support) {
        super(scope, "DatabaseCertificates");
        this.layer = layer;
        secret = secret(deployment, dataKey);
        fetched = function(deployment, dataKey, support)
                .customResource(
                        this,
                        "Fetched",
                        "Custom::OpenEmrDatabaseCertificates",
                        Map.of("Secret", secret.getSecretArn(), "Region", Aws.REGION, "Release", version));
    }

    /** The certificates, one after the other. */
    public ISecret secret() {
        return secret;
    }

    /** What must have happened before the secret is read. */
    public CustomResource fetched() {
        return fetched;
    }

    /** They are public and can be fetched again: nothing is lost with them. */
    private ISecret secret(Deployment deployment, IKey dataKey) {
        var created = Secret.Builder.create(this, "Secret")
                .description("Authorities of Amazon RDS, public, for " + deployment.name())
                .encryptionKey(dataKey)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Tags.of(created).add("openemr:holds", "copies");
        var reason =
                "It has certificates of authorities, which are public; a function fetches them anew with each release.";
        Accepted.finding(created, "AwsSolutions-SMG4", reason);
        Accepted.rule(created, "SecretsManagerRotationEnabled", reason);
        return created;
    }

    /** The function of ComputeStack, which was the first, keeps its name. */
    private HandlerFunction.Options options() {
        var options = HandlerFunction.Options.timeout(Duration.minutes(2));
        return layer == Layer.COMPUTE
                ? options
                : options.named(layer.label() + "-" + FunctionHandler.DATABASE_CERTIFICATES.functionName());
    }

    private HandlerFunction function(Deployment deployment, IKey dataKey, FunctionSupport support) {
        var function = new HandlerFunction(
                this, "Function", deployment, FunctionHandler.DATABASE_CERTIFICATES, support, options());
        function.allow(List.of("secretsmanager:PutSecretValue"), List.of(secret.getSecretArn()));
        function.allowKeyOf(secret, dataKey);
        return function;
    }
}
