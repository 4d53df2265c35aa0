package org.openemr.aws.functions.mail;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Gives the SMTP user an access key and keeps what OpenEMR needs of it in a secret: {@code username} is the key's id,
 * {@code password} is derived from the secret access key, which itself is kept nowhere.
 *
 * <p>Idempotent: as long as the secret names an active key of the user nothing changes. A deleted or deactivated key is
 * replaced. Invoked with {@code {"action": "rotate"}} it makes a new key and leaves the one before active, so that mail
 * goes on until OpenEMR has the new password. While the secret names the newer of two active keys, a rotation is not over, and the
 * same call changes nothing: OpenEMR may use either. A newer key that the secret does not name has a password that nobody knows, and
 * goes. {@code {"action": "retire"}} ends a rotation and leaves the key that the secret names. The answer says which key that is, and
 * whether it was made now.
 */
public final class SmtpCredentials extends CustomResourceHandler {

    private static final int MOST_KEYS_OF_A_USER = 2;
    private static final String USER_NAME = "username";
    private static final String PASSWORD = "password";

    private final IamClient iam;
    private final SecretsManagerClient secrets;
    private final Map<String, String> environment;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public SmtpCredentials() {
        this(
                IamClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                SecretsManagerClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                System.getenv(),
                new EventLog());
    }

    /**
     * For tests: given clients.
     *
     * @param environment {@code SMTP_USER}, {@code SMTP_SECRET_ARN} and {@code AWS_REGION}
     */
    SmtpCredentials(IamClient iam, SecretsManagerClient secrets, Map<String, String> environment, EventLog log) {
        super(log);
        this.iam = iam;
        this.secrets = secrets;
        this.environment = environment;
        this.log = log;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        ensureKey(keyInSecret());
        return new CustomResourceAnswer(request.physicalId().orElse(user()), Map.of());
    }

    /** CloudFormation cannot delete a user that has keys. */
    @Override
    protected void delete(CustomResourceRequest request) {
        try {
            keys().forEach(this::delete);
        } catch (NoSuchEntityException e) {
            log.info("smtp-user-gone", Map.of());
        }
    }

    @Override
    protected Map<String, Object> invoke(Map<String, Object> input) {
        var before = keyInSecret();
        var id = switch (String.valueOf(input.get("action"))) {
            case "rotate" -> rotate(before);
            case "retire" -> retire(before);
            default -> ensureKey(before);
        };
        return new TreeMap<>(Map.of("accessKeyId", id, "made", !id.equals(before)));
    }

    private String rotate(String present) {
        var active = keys().stream().filter(SmtpCredentials::isActive).toList();
        var isUnderway = active.size() == MOST_KEYS_OF_A_USER
                && newest(active)
                        .filter(key -> key.accessKeyId().equals(present))
                        .isPresent();
        if (isUnderway) {
            log.info("smtp-rotation-goes-on", Map.of("accessKeyId", present));
            return present;
        }
        return replace(present);
    }

    /** Removes every key but the one that the secret names, which must be active. */
    private String retire(String present) {
        var keys = keys();
        if (keys.stream().noneMatch(key -> isActive(key) && key.accessKeyId().equals(present))) {
            throw new IllegalStateException("The secret names no active key of the SMTP user: nothing is removed");
        }
        keys.stream().filter(key -> !key.accessKeyId().equals(present)).forEach(this::delete);
        return present;
    }

    private static boolean isActive(AccessKeyMetadata key) {
        return key.status() == StatusType.ACTIVE;
    }

    private static Optional<AccessKeyMetadata> newest(List<AccessKeyMetadata> keys) {
        return keys.stream().max(Comparator.comparing(AccessKeyMetadata::createDate));
    }

    /** The id of the key that the secret holds in the end. */
    private String ensureKey(String present) {
        if (keys().stream().anyMatch(key -> isActive(key) && key.accessKeyId().equals(present))) {
            log.info("smtp-credentials-unchanged", Map.of("accessKeyId", present));
            return present;
        }
        return replace(present);
    }

    private String replace(String present) {
        makeRoom(present);
        var created = iam.createAccessKey(create -> create.userName(user())).accessKey();
        store(created);
        log.info("smtp-credentials-replaced", Map.of("accessKeyId", created.accessKeyId()));
        return created.accessKeyId();
    }

    /**
     * A user has two keys at most. What is inactive goes first; of two active ones the newer that the secret does not name: its
     * password is kept nowhere, and OpenEMR rather has the older one.
     */
    private void makeRoom(String present) {
        keys().stream().filter(key -> !isActive(key)).forEach(this::delete);
        var active = keys();
        if (active.size() >= MOST_KEYS_OF_A_USER) {
            newest(active.stream()
                            .filter(key -> !key.accessKeyId().equals(present))
                            .toList())
                    .ifPresent(this::delete);
        }
        if (keys().size() >= MOST_KEYS_OF_A_USER) {
            throw new IllegalStateException("The SMTP user has two access keys that cannot be removed");
        }
    }

    /** A key whose password cannot be stored would be of no use to anybody and is taken back, unless it was stored all the same. */
    private void store(AccessKey key) {
        try {
            var value = new TreeMap<>(Map.of(
                    USER_NAME,
                    key.accessKeyId(),
                    PASSWORD,
                    SmtpPassword.derive(key.secretAccessKey(), variable("AWS_REGION"))));
            var text = JSON.std.asString(value);
            secrets.putSecretValue(put -> put.secretId(secretArn()).secretString(text));
        } catch (IOException | RuntimeException e) {
            if (!keyInSecret().equals(key.accessKeyId())) {
                iam.deleteAccessKey(delete -> delete.userName(user()).accessKeyId(key.accessKeyId()));
                throw new IllegalStateException("The SMTP password cannot be stored: " + e.getMessage(), e);
            }
        }
    }

    /** What the secret names as user; nothing that is a key of ours before the first one. */
    private String keyInSecret() {
        var text = secrets.getSecretValue(get -> get.secretId(secretArn())).secretString();
        try {
            return String.valueOf(JSON.std.mapFrom(text).get(USER_NAME));
        } catch (IOException e) {
            return "";
        }
    }

    private List<AccessKeyMetadata> keys() {
        return iam.listAccessKeysPaginator(list -> list.userName(user())).accessKeyMetadata().stream()
                .toList();
    }

    private void delete(AccessKeyMetadata key) {
        iam.deleteAccessKey(delete -> delete.userName(user()).accessKeyId(key.accessKeyId()));
        log.info("smtp-key-deleted", Map.of("accessKeyId", key.accessKeyId()));
    }

    private String user() {
        return variable("SMTP_USER");
    }

    private String secretArn() {
        return variable("SMTP_SECRET_ARN");
    }

    private String variable(String name) {
        return NamedValues.ofEnvironment(environment).text(name);
    }
}
