package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.api.Https;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.SettingRules;
import org.openemr.aws.operator.signin.ClientSecret;
import org.openemr.aws.operator.signin.DiscoveryDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@Command(
        name = "oidc",
        description = {
            "Have people sign in at your own OpenID Connect provider: reads what it says of itself, keeps the client's password in"
                    + " Secrets Manager, changes cdk.json and says how to apply it. The password is read from standard input, or asked for.",
            "Run it again after the provider gave the client another password."
        },
        footer = {
            "",
            "Examples:",
            "  openemr sign-in oidc https://login.microsoftonline.com/TENANT/v2.0 --client-id 00001111-aaaa-2222-bbbb-3333cccc4444",
            "  openemr sign-in oidc https://accounts.google.com --client-id 123.apps.googleusercontent.com < password.txt"
        })
final class SignInOidcCommand extends OperatorCommand {

    private static final List<String> KEYS = List.of(
            "sign_in",
            "oidc_issuer",
            "oidc_authorization_endpoint",
            "oidc_token_endpoint",
            "oidc_user_info_endpoint",
            "oidc_end_session_endpoint",
            "oidc_client_id",
            "oidc_client_secret_arn",
            "oidc_client_secret_version",
            "oidc_scope");

    @Parameters(paramLabel = "ISSUER", description = "The address by which the provider calls itself.")
    private String issuer;

    @Option(names = "--client-id", required = true, paramLabel = "ID", description = "How it calls the load balancer.")
    private String clientId;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "What to ask it for, beginning with openid.")
    private @Nullable String scope;

    @Option(
            names = "--no-sign-out",
            description =
                    "Leave the provider's own sign-out away: for Okta, which demands a token that load balancers do not hand out.")
    private boolean withoutSignOut;

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "What it says of itself, from a machine that reaches it, when this one does not.")
    private @Nullable Path document;

    SignInOidcCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var before = checkout();
        var region = aws().region().id();
        var secretName = Names.of(deployment()).physicalName("sign-in-client");
        var provider = before.with(settings(before));
        refuseWhatIsWrong(provider, region, secretName);
        var password = terminal()
                .askSecret("Password of the client (its secret):")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Failure.usage("There is no password. Nothing was done."));
        var secret = ClientSecret.store(aws().client(SecretsManagerClient.builder()), secretName, password);
        var after = provider.with(
                Map.of("oidc_client_secret_arn", secret.arn(), "oidc_client_secret_version", secret.version()));
        return new SettingsChange(before, after, KEYS, stacks(before)).apply(this, "It is so already.");
    }

    /** Before a password is kept for something that is refused in the end. */
    private void refuseWhatIsWrong(CdkJsonFile file, String region, String secretName) {
        var supposed = "arn:aws:secretsmanager:%s:000000000000:secret:%s-000000".formatted(region, secretName);
        var problems = SettingRules.report(
                file.with("oidc_client_secret_arn", supposed).context(), Optional.of(region), KEYS);
        if (!problems.isEmpty()) {
            throw Failure.usage("Nothing was done:\n" + problems);
        }
    }

    private Map<String, Object> settings(CdkJsonFile before) {
        var settings = new LinkedHashMap<String, Object>(discovered().settings());
        var leftItAway = issuer.equals(before.context().get("oidc_issuer"))
                && before.context().get("oidc_end_session_endpoint") == null;
        if (withoutSignOut || leftItAway) {
            settings.put("oidc_end_session_endpoint", null);
        }
        settings.put("oidc_client_id", clientId);
        if (scope != null) {
            settings.put("oidc_scope", scope);
        }
        settings.put("sign_in", "oidc");
        return settings;
    }

    private DiscoveryDocument discovered() {
        if (document == null) {
            return DiscoveryDocument.of(issuer, new Https(false));
        }
        try {
            return DiscoveryDocument.parse(
                    issuer, Files.readString(surroundings().here().resolve(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The web ACL and the way to the provider are there already when people sign in somewhere. */
    private static String stacks(CdkJsonFile before) {
        var method = before.context().getOrDefault("sign_in", "openemr");
        return method.equals("openemr") ? "SecurityStack NetworkStack ComputeStack" : "ComputeStack";
    }
}
