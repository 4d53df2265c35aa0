package org.openemr.aws.operator.rotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.contracts.RotationContract;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.aws.FunctionCall;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The rotation of one secret: Secrets Manager begins it, and asks the function of RotationStack for its steps. */
public final class SecretRotation {

    private static final String FUNCTION = "credential-rotation";

    /** Each may be repeated. */
    private static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");

    private final Aws aws;
    private final DeployedValues values;
    private final RotatedCredential credential;
    private final SecretsManagerClient secrets;

    /**
     * The rotation of a credential.
     *
     * @throws Failure when nothing is rotated in this deployment
     */
    public SecretRotation(Aws aws, DeployedValues values, RotatedCredential credential) {
        if (values.find(RotationContract.RETIREMENT_MACHINE_ARN).isEmpty()) {
            throw Failure.notReady(
                    "RotationStack is not deployed. Set credential_rotation_days to more than 0 in cdk.json, and:"
                            + " npx cdk deploy --exclusively RotationStack");
        }
        this.aws = aws;
        this.values = values;
        this.credential = credential;
        this.secrets = aws.client(SecretsManagerClient.builder());
    }

    /** The version that is in use. */
    public String current() {
        return versions().current();
    }

    /** The version of a rotation that goes on, or broke off. */
    public Optional<String> pending() {
        return versions().pending();
    }

    /** Has Secrets Manager begin one; it does the steps by itself. */
    public String begin() {
        return secrets.rotateSecret(rotate -> rotate.secretId(secret())).versionId();
    }

    /**
     * Does the steps in the place of Secrets Manager, which gave up, or has not come to the end yet.
     *
     * @throws Failure with the function's reason
     */
    public void goOn(String version) {
        for (var step : STEPS) {
            FunctionCall.of(
                    aws,
                    values.names().physicalName(FUNCTION),
                    Map.of("SecretId", secret(), "ClientRequestToken", version, "Step", step),
                    "do " + step + " for the credential '" + credential.label() + "'");
        }
    }

    private SecretVersions versions() {
        return new SecretVersions(secrets, secret());
    }

    private String secret() {
        return values.get(credential.secretArn());
    }
}
