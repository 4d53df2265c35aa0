package org.openemr.aws.functions.rotation;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.functions.Pause;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The secrets that are rotated, by their ARNs.
 *
 * @param byArn each with what it is for
 */
record Rotations(Map<String, Rotation> byArn) {

    /** PHP looks at a file's time every 2 seconds, and an NFS client asks for it at most every 60. */
    static final Duration SETTLING = Duration.ofMinutes(5);

    private static final int CACHE_PORT = 6379;

    /**
     * A secret that is rotated.
     *
     * @param name what people call it, for the log
     */
    record Rotation(String name, RotatingSecret secret, RotatedCredential credential) {}

    /**
     * With clients for the function's own region and role.
     *
     * @param values {@code DATABASE_USER_SECRET}, {@code DATABASE_ADMINISTRATOR_SECRET}, {@code CACHE_USER_SECRET},
     *     {@code AUTHORITIES_SECRET}, {@code SCHEMA}, {@code CACHE_HOST}, {@code CACHE_USER_ID}, and those of {@link RotationTasks}
     */
    static Rotations ofEnvironment(NamedValues values) {
        var secrets = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        var tasks = new RotationTasks(
                EcsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                values);
        var authorities = values.text("AUTHORITIES_SECRET");
        var database = new DatabaseServer(
                () -> secrets.getSecretValue(get -> get.secretId(authorities)).secretString());
        var cache = new CacheServer(
                values.text("CACHE_HOST"), CACHE_PORT, (SSLSocketFactory) SSLSocketFactory.getDefault());
        var elastiCache = ElastiCacheClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return of(
                values,
                secrets,
                database,
                tasks,
                new CacheUser(elastiCache, values.text("CACHE_USER_ID"), cache, tasks, Pause::real),
                SETTLING,
                Clock.systemUTC(),
                Pause::real);
    }

    /** What belongs together, with these clients. */
    static Rotations of(
            NamedValues values,
            SecretsManagerClient secrets,
            DatabaseServer database,
            RotationTasks tasks,
            CacheUser cacheUser,
            Duration settling,
            Clock clock,
            Pause pause) {
        var administratorSecret = new RotatingSecret(secrets, values.text("DATABASE_ADMINISTRATOR_SECRET"));
        var userSecret = new RotatingSecret(secrets, values.text("DATABASE_USER_SECRET"));
        var cacheSecret = new RotatingSecret(secrets, values.text("CACHE_USER_SECRET"));
        var administrator = new DatabaseAdministrator(database, administratorSecret, tasks, pause);
        var user = new DatabaseUser(database, administrator, tasks, values.text("SCHEMA"), settling, clock);
        return new Rotations(Map.of(
                administratorSecret.arn(), new Rotation("database-administrator", administratorSecret, administrator),
                userSecret.arn(), new Rotation("database", userSecret, user),
                cacheSecret.arn(), new Rotation("cache", cacheSecret, cacheUser)));
    }

    /** The rotation of a secret. */
    Rotation of(String arn) {
        var rotation = byArn.get(arn);
        if (rotation == null) {
            throw new IllegalArgumentException("The secret is none that this function rotates: " + arn);
        }
        return rotation;
    }
}
