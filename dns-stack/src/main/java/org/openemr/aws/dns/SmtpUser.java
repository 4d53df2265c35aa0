package org.openemr.aws.dns;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Group;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The user that OpenEMR sends as: the SMTP interface knows IAM users only. It may send from this domain and nothing else.
 * A function makes its access key during deployment and keeps the password derived from it in a secret; the key itself is
 * kept nowhere.
 */
final class SmtpUser extends Construct {

    private final Deployment deployment;
    private final ISecret secret;

    SmtpUser(
            Construct scope,
            Deployment deployment,
            SendingPermission permission,
            MailAddresses addresses,
            IKey dataKey,
            FunctionSupport support,
            boolean rotated,
            Alarms alarms) {
        super(scope, "SmtpUser");
        this.deployment = deployment;
        var user = user(permission, addresses);
        secret = secret(dataKey, rotated);
        var function = function(user, dataKey, support);
        alarms.watchFunction(function, "The SMTP password was not renewed: see the log group of the function.");
        function.customResource(
                this,
                "Credentials",
                "Custom::OpenEmrSmtpCredentials",
                Map.of("User", user.getUserName(), "Secret", secret.getSecretArn()));
    }

    /** The secret, for those who depend on its being filled: this construct. */
    ISecret secret() {
        return secret;
    }

    private User user(SendingPermission permission, MailAddresses addresses) {
        var user = User.Builder.create(this, "User").build();
        var senders = Group.Builder.create(this, "Senders").build();
        var policy = ManagedPolicy.Builder.create(this, "SendFromThisDomain")
                .description("Send mail from the domain of " + deployment.name())
                .groups(List.of(senders))
                .statements(List.of(permission.of(
                        "StringLike", List.of("*@" + addresses.domain(), "*@" + addresses.mailFromDomain()))))
                .build();
        SendingPermission.acceptOn(policy);
        user.addToGroup(senders);
        return user;
    }

    private ISecret secret(IKey dataKey, boolean rotated) {
        var created = Secret.Builder.create(this, "Secret")
                .description("SMTP user of " + deployment.name())
                .encryptionKey(dataKey)
                .removalPolicy(RemovalPolicies.ofStores(deployment))
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"none yet\"}")
                        .generateStringKey("password")
                        .excludePunctuation(true)
                        .build())
                .build();
        var reason =
                "The function of this stack rotates it, together with the access key it is derived from, %s; Secrets Manager's own"
                                .formatted(
                                        rotated
                                                ? "when RotationStack asks, every credential_rotation_days, and on request"
                                                : "on request, for the administrator turned the schedule off by setting, credential_rotation_days=0")
                        + " rotation would change the secret and not the key.";
        Accepted.finding(created, "AwsSolutions-SMG4", reason);
        Accepted.rule(created, "SecretsManagerRotationEnabled", reason);
        return created;
    }

    private HandlerFunction function(User user, IKey dataKey, FunctionSupport support) {
        var function = new HandlerFunction(
                this,
                "Function",
                deployment,
                FunctionHandler.SMTP_CREDENTIALS,
                support,
                HandlerFunction.Options.timeout(Duration.minutes(2))
                        .variables(Map.of("SMTP_USER", user.getUserName(), "SMTP_SECRET_ARN", secret.getSecretArn())));
        function.allow(
                List.of("iam:CreateAccessKey", "iam:DeleteAccessKey", "iam:ListAccessKeys"),
                List.of(user.getUserArn()));
        function.allow(
                List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
                List.of(secret.getSecretArn()));
        function.allowKeyOf(secret, dataKey);
        return function;
    }
}
