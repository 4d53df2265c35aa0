package org.openemr.aws.functions.rotation;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;
import org.openemr.aws.functions.fixtures.KillSwitch;
import org.openemr.aws.functions.fixtures.LocalAws;
import org.openemr.aws.testsupport.ProjectRoot;
import org.openemr.aws.testsupport.RealCache;
import org.openemr.aws.testsupport.RealDatabase;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * An installation at work whose credentials are rotated: a real database and a real cache over TLS, OpenEMR's connection file, the script that
 * writes it, and both functions. Time passes when a test says so.
 */
final class RotatedInstallation implements AutoCloseable {

    static final String ADMINISTRATOR = "arn:aws:secretsmanager:us-east-1:111122223333:secret:administrator-AbCdEf";
    static final String USER = "arn:aws:secretsmanager:us-east-1:111122223333:secret:user-AbCdEf";
    static final String CACHE = "arn:aws:secretsmanager:us-east-1:111122223333:secret:cache-AbCdEf";

    private static final int SERVING_TASKS = 2;
    private static final String SITE = "var/www/localhost/htdocs/openemr/sites/default/";
    private static final String SCRIPTS = "compute-stack/src/main/resources/org/openemr/aws/compute/scripts/";
    private static final String STAND_INS = "task-scripts/src/test/resources/stand-ins/";
    private static final Pattern CONNECTION_PART = Pattern.compile("\\$(login|pass)\\s*= '(.*)';");

    private final Path root;
    private final RealDatabase database;
    private final RealCache cache;
    private final SSLSocketFactory cacheTrust;
    private final KillSwitch killSwitch = new KillSwitch();
    private final SecretsManagerStandIn secrets = new SecretsManagerStandIn();
    private final EcsStandIn ecs;
    private final RotatingAws rotating;
    private final LocalAws aws;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CredentialRotation rotation;
    private final CredentialRetirement retirement;
    private Instant now = Instant.parse("2026-11-27T03:00:00Z");
    private Runnable whileTimePasses = () -> {};

    /** The installation as it is set up: one user of the database, one password of the cache, two serving tasks. */
    RotatedInstallation(Path root, RealDatabase database, RealCache cache) {
        this.root = root;
        this.database = database;
        this.cache = cache;
        cacheTrust = trust(cache.authority());
        ecs = new EcsStandIn(this::now, () -> secrets.current(CACHE).password(), this::runConnectionTask);
        rotating = new RotatingAws(secrets, ecs, cache, killSwitch);
        aws = new LocalAws(rotating);
        aws.answers(any(anyUrl()).willReturn(ok()));
        setUp();
        ecs.serve(SERVING_TASKS);
        var rotations = rotations();
        var events = new EventLog(new PrintStream(log, true, StandardCharsets.UTF_8));
        rotation = new CredentialRotation(
                rotations, new Retirements(aws.client(SfnClient.builder()), "arn:machine"), events);
        retirement = new CredentialRetirement(rotations, new TestClock(), events);
    }

    private void setUp() {
        database.reset();
        database.query(
                "CREATE DATABASE openemr; CREATE TABLE openemr.patient_data (id INT);"
                        + "CREATE USER 'openemr'@'%' IDENTIFIED BY 'userSecret'; GRANT ALL PRIVILEGES ON openemr.* TO 'openemr'@'%';");
        cache.passwords(List.of("cacheSecret"));
        var place = "\"host\":\"127.0.0.1\",\"port\":%d,\"engine\":\"mysql\"".formatted(database.port());
        secrets.create(ADMINISTRATOR, "{\"username\":\"dbadmin\",\"password\":\"rootSecret\",%s}".formatted(place));
        secrets.create(USER, "{\"username\":\"openemr\",\"password\":\"userSecret\",%s}".formatted(place));
        secrets.create(CACHE, "{\"username\":\"openemr\",\"password\":\"cacheSecret\"}");
        write(SITE + "sqlconf.php", """
                <?php
                $host	= '127.0.0.1';
                $port	= '%d';
                $login	= 'openemr';
                $pass	= 'userSecret';
                $dbase	= 'openemr';
                $config = 1;
                """.formatted(database.port()));
        write(SITE + "documents/certificates/mysql-ca", database.authority());
        for (var program : List.of("chown", "step", "real/mariadb")) {
            var target = write("bin/" + Path.of(program).getFileName(), read(ProjectRoot.resolve(STAND_INS + program)));
            target.toFile().setExecutable(true);
        }
        write("state/steps", "0");
    }

    private Rotations rotations() {
        var values = new NamedValues(
                "the test",
                Map.of(
                        "DATABASE_USER_SECRET",
                        USER,
                        "DATABASE_ADMINISTRATOR_SECRET",
                        ADMINISTRATOR,
                        "CACHE_USER_SECRET",
                        CACHE,
                        "SCHEMA",
                        "openemr",
                        "CLUSTER",
                        "c",
                        "SERVICE",
                        "openemr",
                        "SERVICE_FAMILY",
                        EcsStandIn.SERVICE,
                        "SET_UP_FAMILY",
                        EcsStandIn.SET_UP,
                        "CONNECTION_FAMILY",
                        EcsStandIn.CONNECTION));
        var all = new HashMap<String, Object>(values.values());
        all.put("SUBNETS", "subnet-1,subnet-2");
        all.put("TASK_GROUP", "sg-1");
        var complete = new NamedValues("the test", all);
        var tasks = new RotationTasks(aws.client(EcsClient.builder()), complete);
        return Rotations.of(
                complete,
                aws.client(SecretsManagerClient.builder()),
                new KillableDatabase(database::authority, killSwitch),
                tasks,
                new CacheUser(
                        aws.client(ElastiCacheClient.builder()),
                        "sessions",
                        new CacheServer("localhost", cache.port(), cacheTrust),
                        tasks,
                        this::pass),
                Rotations.SETTLING,
                new TestClock(),
                this::pass);
    }

    SecretsManagerStandIn secrets() {
        return secrets;
    }

    EcsStandIn ecs() {
        return ecs;
    }

    RotatingAws aws() {
        return rotating;
    }

    RealDatabase database() {
        return database;
    }

    KillSwitch killSwitch() {
        return killSwitch;
    }

    /** What both functions wrote. */
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** What happens whenever time passes, beside what ECS does. */
    void whileTimePasses(Runnable action) {
        whileTimePasses = action;
    }

    /** What OpenEMR reads for a request. */
    Credential connectionFile() {
        var parts = CONNECTION_PART
                .matcher(read(root.resolve(SITE + "sqlconf.php")))
                .results()
                .collect(Collectors.toMap(part -> part.group(1), part -> part.group(2)));
        return secrets.current(USER).with(parts.get("login"), parts.get("pass"));
    }

    /** Connects to the database as a request does. */
    Connection connect(Credential credential) throws SQLException {
        return new DatabaseServer(database::authority).open(credential);
    }

    /** Whether the database lets in. */
    boolean databaseLetsIn(Credential credential) {
        try (var connection = connect(credential)) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether the cache lets its user in with a password. */
    boolean cacheLetsIn(String password) {
        var credential = secrets.current(CACHE).with("openemr", password);
        return new CacheServer("localhost", cache.port(), cacheTrust).letsIn(credential);
    }

    /** One step of a rotation, as Secrets Manager asks for it. */
    void step(RotationStep step, String secret, String version) {
        rotation.handleRequest(Map.of("Step", step.text(), "SecretId", secret, "ClientRequestToken", version), null);
    }

    /** All steps; again, when one fails, as Secrets Manager does. */
    void rotate(String secret) {
        rotate(secret, secrets.beginRotation(secret));
    }

    private void rotate(String secret, String version) {
        for (var attempt = 1; ; attempt++) {
            try {
                Stream.of(RotationStep.values()).forEach(step -> step(step, secret, version));
                return;
            } catch (RuntimeException | KillSwitch.Killed e) {
                if (attempt == 5) {
                    throw e;
                }
                killSwitch.arm(0, false);
                if (!(e instanceof KillSwitch.Killed)) {
                    retireWhatWasBegun();
                }
                pass(Duration.ofMinutes(1));
            }
        }
    }

    /** Follows the executions that were begun to their ends. */
    void retireWhatWasBegun() {
        rotating.running().forEach(this::retire);
    }

    private void retire(Map<String, Object> input) {
        var event = new HashMap<>(input);
        event.put("Since", now().toString());
        Map<String, Object> progress = Map.of("Notes", Map.of());
        for (var looks = 0; looks < 60; looks++) {
            event.put("Progress", progress);
            try {
                progress = retirement.handleRequest(event, null);
                if (Boolean.TRUE.equals(progress.get("Done"))) {
                    rotating.ended(input);
                    return;
                }
                pass(Duration.ofSeconds(((Number) progress.get("Wait")).longValue()));
            } catch (RuntimeException | KillSwitch.Killed e) {
                killSwitch.arm(0, false);
                pass(Duration.ofMinutes(10));
            }
        }
        throw new AssertionError("Not retired after 60 looks: " + log());
    }

    /** One look. */
    Map<String, Object> look(String secret, String version, Map<String, Object> notes) {
        return look(secret, version, now().toString(), notes);
    }

    /** One look of those that began at a time. */
    Map<String, Object> look(String secret, String version, String since, Map<String, Object> notes) {
        return retirement.handleRequest(
                Map.of("Secret", secret, "Version", version, "Since", since, "Progress", Map.of("Notes", notes)), null);
    }

    void pass(Duration duration) {
        if (!duration.isZero()) {
            whileTimePasses.run();
        }
        synchronized (this) {
            now = now.plus(duration);
        }
        ecs.timePasses();
    }

    synchronized Instant now() {
        now = now.plusMillis(1);
        return now;
    }

    private int runConnectionTask() {
        var user = secrets.current(USER);
        var script = Stream.of("common.sh", "database-connection.sh", "connection.sh")
                .map(part -> read(ProjectRoot.resolve(SCRIPTS + part)))
                .collect(Collectors.joining("\n"));
        var builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        var environment = builder.environment();
        environment.putAll(database.variables());
        environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("FILE_SYSTEM_ROOT", root.toString());
        environment.put("STATE", root.resolve("state").toString());
        environment.put("MYSQL_DATABASE", "openemr");
        environment.put("MYSQL_USER", user.user());
        environment.put("MYSQL_PASS", user.password());
        try {
            var process = builder.start();
            process.getInputStream().readAllBytes();
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        aws.close();
    }

    /** The test's time. */
    private final class TestClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now();
        }
    }

    /** A connection whose statements a function may not live to see the end of. */
    private static final class KillableDatabase extends DatabaseServer {
        private final KillSwitch killSwitch;

        KillableDatabase(Supplier<String> authorities, KillSwitch killSwitch) {
            super(authorities);
            this.killSwitch = killSwitch;
        }

        @Override
        Connection open(Credential credential) throws SQLException {
            var connection = killSwitch.around(() -> super.open(credential));
            return proxy(
                    Connection.class,
                    connection,
                    (name, made) -> made instanceof PreparedStatement statement
                            ? proxy(PreparedStatement.class, statement, (ignored, rows) -> rows)
                            : made);
        }

        private interface Wrapping {
            Object wrap(String method, Object made);
        }

        private <T> T proxy(Class<T> type, T real, Wrapping wrapping) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (ignored, method, arguments) -> {
                        KillSwitch.Call<Object, Exception> call = () -> {
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw (Exception) e.getCause();
                            }
                        };
                        var made = method.getName().startsWith("execute") ? killSwitch.around(call) : call.make();
                        return wrapping.wrap(method.getName(), made);
                    }));
        }
    }

    private static SSLSocketFactory trust(String authority) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String path, String content) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
