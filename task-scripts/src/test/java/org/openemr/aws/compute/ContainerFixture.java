package org.openemr.aws.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openemr.aws.testsupport.RealCache;
import org.openemr.aws.testsupport.RealDatabase;

/**
 * A throw-away root with what the image holds and stand-ins for the programs that reach out of a container, in which the
 * scripts really run.
 */
final class ContainerFixture {

    static final String OPENEMR = "var/www/localhost/htdocs/openemr";
    static final String SITE = OPENEMR + "/sites/default";

    private final Path root;
    private final Path state;
    private final Path programs;
    private final Map<String, String> variables = new HashMap<>();

    /** The image on empty file systems, with a database and a cache that answer. */
    ContainerFixture(Path directory) {
        root = directory.resolve("root");
        state = directory.resolve("state");
        programs = directory.resolve("bin");
        write("swarm-pieces/sites/default/sqlconf.php", "<?php\n$config = 0;\n");
        write("swarm-pieces/ssl/certs/ca-certificates.crt", "-----BEGIN CERTIFICATE-----\nAmazon\n");
        write("swarm-pieces/ssl/openssl.cnf", "[req]\ndistinguished_name = dn\n[dn]\n");
        write("root/docker-version", "9");
        write("root/devtoolsLibrary.source", "mariadb --skip-ssl -h host\n");
        write("tmp/php-file-cache/old", "");
        write("etc/php83/conf.d/00_redis.ini", "");
        write("etc/apache2/conf.d/default.conf", "KeepAliveTimeout 5\n");
        write(OPENEMR + "/setup.php", "");
        write(OPENEMR + "/version.php", "<?php\n$v_major = '8';\n$v_database = 541;\n$v_acl = 13;\n");
        write(OPENEMR + "/sql_upgrade.php", "");
        for (var program :
                List.of("awk", "mariadb", "curl", "rsync", "chown", "crond", "openssl", "php", "step", "su")) {
            install(program, programs.resolve(program));
        }
        install("openemr.sh", root.resolve(OPENEMR).resolve("openemr.sh"));
        state("up", "");
        state("tables", "0");
        state("cache-up", "");
        variables.putAll(Map.of(
                "MYSQL_HOST", "db.example",
                "MYSQL_PORT", "3306",
                "MYSQL_DATABASE", "openemr",
                "MYSQL_ROOT_USER", "dbadmin",
                "MYSQL_ROOT_PASS", "rootSecret",
                "MYSQL_USER", "openemr",
                "MYSQL_PASS", "userSecret"));
        variables.putAll(Map.of(
                "REDIS_SERVER", "cache.example",
                "REDIS_USERNAME", "openemr",
                "REDIS_PASSWORD", "cacheSecret",
                "DATABASE_ATTEMPTS", "2",
                "DATABASE_PAUSE", "0",
                "CACHE_ATTEMPTS", "2",
                "CACHE_PAUSE", "0",
                "HEALTH_PAUSE", "60"));
    }

    /** The image on the file systems of an installation at work. */
    static ContainerFixture installed(Path directory) {
        return new ContainerFixture(directory)
                .write(SITE + "/sqlconf.php", """
                        <?php
                        $host	= 'db.example';
                        $port	= '3306';
                        $login	= 'openemr';
                        $pass	= 'userSecret';
                        $dbase	= 'openemr';
                        $config = 1;
                        """)
                .write(SITE + "/docker-version", "9")
                .state("tables", "300")
                .state("rows-of-users", "3")
                .state("rows-of-gacl_acl", "12")
                .state("rows-of-patient_data", "4000")
                .state("schema-version", "541")
                .state("app-login", "");
    }

    /** With a real database behind the real client, and an entrypoint that works on it. */
    ContainerFixture on(RealDatabase database) {
        install("real/mariadb", programs.resolve("mariadb"));
        install("real/mariadb-dump", programs.resolve("mariadb-dump"));
        install("real/openemr.sh", root.resolve(OPENEMR).resolve("openemr.sh"));
        variables.putAll(database.variables());
        return state("ca", database.authority());
    }

    /** With the machine's PHP as the server of what is in OpenEMR's directory, and a real cache for its sessions. */
    ContainerFixture on(RealCache cache) {
        install("real/php-server.sh", root.resolve(OPENEMR).resolve("openemr.sh"));
        variables.putAll(cache.variables());
        return withReal("openssl").withReal("php").write(SITE + "/documents/certificates/redis-ca", cache.authority());
    }

    /** Takes another's files below a path, as one container takes a file system over from another. */
    ContainerFixture takeOver(ContainerFixture other, String path) {
        other.contents(path).forEach(this::write);
        root.resolve(path).resolve("openemr.sh").toFile().setExecutable(true);
        return this;
    }

    /** Kills the task, and everything that it started, at a step; without a number only counts them. */
    Result runAndKill(TaskScript script, String shell, int step) {
        state("steps", "0");
        with("KILL_AT", String.valueOf(step));
        return run(List.of("setsid", "--wait", "sh", "-c", "LEADER=$$ exec \"$@\"", "sh"), script, shell);
    }

    /** How many steps the last run had. */
    int steps() {
        return Integer.parseInt(stateText("steps").strip());
    }

    /** What is in each file below a directory of the root, by its path. */
    Map<String, String> contents(String path) {
        var contents = new TreeMap<String, String>();
        files().stream().filter(file -> file.startsWith(path)).forEach(file -> contents.put(file, text(file)));
        return contents;
    }

    ContainerFixture with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Sets a fact about the world outside of the container. */
    ContainerFixture state(String name, String content) {
        write(state.resolve(name), content);
        return this;
    }

    ContainerFixture without(String stateName) {
        return delete(state.resolve(stateName));
    }

    private ContainerFixture delete(Path file) {
        try {
            Files.deleteIfExists(file);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContainerFixture write(String path, String content) {
        write(root.resolve(path), content);
        return this;
    }

    Path file(String path) {
        return root.resolve(path);
    }

    String text(String path) {
        return read(root.resolve(path));
    }

    String stateText(String name) {
        return Files.exists(state.resolve(name)) ? read(state.resolve(name)) : "";
    }

    /** Every file below the root. */
    List<String> files() {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what stands in for a program. */
    ContainerFixture withStandIn(String program) {
        install(program, programs.resolve(program));
        return this;
    }

    /** With the machine's own program instead of its stand-in. */
    ContainerFixture withReal(String program) {
        return delete(programs.resolve(program));
    }

    Result run(TaskScript script, String shell) {
        return run(List.of(), script, shell);
    }

    private Result run(List<String> launcher, TaskScript script, String shell) {
        try {
            var process = start(launcher, script, shell);
            var output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("The script did not end: " + output);
            }
            return result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Runs a script that goes on until it is told to stop, and tells it so, as ECS does, when its output says enough. */
    Result runUntil(TaskScript script, String shell, Predicate<String> enough) {
        try {
            var process = start(List.of(), script, shell);
            var output = new StringBuilder();
            var told = false;
            CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(() -> killAll(process));
            var reader = process.inputReader();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
                if (!told && enough.test(output.toString())) {
                    process.toHandle().destroy();
                    told = true;
                }
            }
            return result(process.waitFor(), output.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void killAll(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Process start(List<String> launcher, TaskScript script, String shell) throws IOException {
        var command = new ArrayList<>(launcher);
        command.addAll(List.of(shell.split(" ")));
        command.addAll(List.of("-c", script.text()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("PATH", programs + ":" + environment.get("PATH"));
        environment.put("REAL_OPENSSL", "/usr/bin/openssl");
        environment.put("FILE_SYSTEM_ROOT", root.toString());
        environment.put("STATE", state.toString());
        environment.putAll(variables);
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Whatever a test looks for, no script may print a secret that it knows. */
    Result result(int status, String output) {
        variables.forEach((name, value) -> {
            if (name.matches(".*_PASS(WORD)?")) {
                assertThat(output).as("the value of " + name).doesNotContain(value);
            }
        });
        return new Result(status, output);
    }

    /** How a script ended. */
    record Result(int status, String output) {}

    /** The text of what stands in for something. */
    static String standIn(String name) {
        try (var stream = ContainerFixture.class.getResourceAsStream("/stand-ins/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install(String standIn, Path target) {
        write(target, standIn(standIn));
        target.toFile().setExecutable(true);
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
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
