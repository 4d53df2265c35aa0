package org.openemr.aws.operator.doctor;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.api.Https;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.signin.DiscoveryDocument;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Whether the provider that people sign in at is what the settings say, and its password is there. */
final class SignInChecks {

    private static final String PROVIDER = "sign-in provider";
    private static final String SECRET = "sign-in secret";
    private static final String WRITE_ANEW = "openemr sign-in oidc ISSUER --client-id ID";

    private final Aws aws;
    private final Map<String, Object> context;

    private SignInChecks(Aws aws, Map<String, Object> context) {
        this.aws = aws;
        this.context = context;
    }

    /** The looks; none when people do not sign in at a provider of their own. */
    static List<Look> looks(Aws aws, Map<String, Object> context) {
        if (!"oidc".equals(context.get("sign_in"))) {
            return List.of();
        }
        var checks = new SignInChecks(aws, context);
        return List.of(Look.at(PROVIDER, checks::provider), Look.at(SECRET, checks::secret));
    }

    private Finding provider() {
        var issuer = text("oidc_issuer");
        try {
            var different = new TreeSet<String>();
            DiscoveryDocument.of(issuer, new Https(false)).settings().forEach((key, value) -> {
                if (!Objects.toString(value, "").equals(text(key))) {
                    different.add(key);
                }
            });
            return different.isEmpty()
                    ? Finding.pass(PROVIDER, issuer)
                    : Finding.fail(PROVIDER, "says otherwise of " + String.join(", ", different), WRITE_ANEW);
        } catch (Failure e) {
            // It need not be reached from here, but from the load balancer.
            return Finding.warn(PROVIDER, String.valueOf(e.getMessage()), "Check the addresses by hand");
        }
    }

    private Finding secret() {
        var arn = text("oidc_client_secret_arn");
        try {
            var versions = aws.client(SecretsManagerClient.builder())
                    .describeSecret(describe -> describe.secretId(arn))
                    .versionIdsToStages()
                    .keySet();
            var wanted = text("oidc_client_secret_version");
            return wanted.isEmpty() || versions.contains(wanted)
                    ? Finding.pass(SECRET, arn.substring(arn.lastIndexOf(':') + 1))
                    : Finding.fail(SECRET, "has no version " + wanted, WRITE_ANEW);
        } catch (ResourceNotFoundException e) {
            return Finding.fail(SECRET, arn + " is missing", WRITE_ANEW);
        }
    }

    private String text(String key) {
        return Objects.toString(context.get(key), "");
    }
}
