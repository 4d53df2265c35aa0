package org.openemr.aws.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.testsupport.FreePort;

/** Against the registry that the others are measured by, CNCF Distribution, where the machine has it; continuous integration installs it. */
class RealRegistryTest {

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Process server;
    private String address = "";

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/docker-registry")), "docker-registry is not installed");
        address = "localhost:" + FreePort.choose();
        var configuration =
                Files.writeString(directory.resolve("config.yml"), """
                version: 0.1
                log:
                  level: error
                storage:
                  filesystem:
                    rootdirectory: %s
                http:
                  addr: %s
                """.formatted(directory.resolve("data"), address));
        server = new ProcessBuilder("/usr/bin/docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        awaitServer();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroyForcibly().onExit().join();
        }
    }

    @Test
    void readsTheBuildForTheArchitectureOfOurTasks() throws Exception {
        var arm = push("v8_4_1");
        var other = push("master");
        var index = """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s,%s]}""".formatted(INDEX, entry(other, "amd64"), entry(arm, "arm64"));
        put("manifests/8.4.1", INDEX, index);

        var build = registry().build("8.4.1");

        assertThat(build.revision()).contains("v8_4_1");
        assertThat(build.digest()).isEqualTo(digest(index));
        assertThat(build.isDevelopment()).isFalse();
    }

    @Test
    void readsAnImageOfOneArchitecture() throws Exception {
        var image = image("v7_0_4");
        put("manifests/7.0.4", IMAGE, image);

        assertThat(registry().build("7.0.4")).extracting(ImageBuild::digest).isEqualTo(digest(image));
    }

    @Test
    void readsTagsOfAllPages() throws Exception {
        var image = image("v8_4_1");
        for (var patch = 0; patch < 1100; patch++) {
            put("manifests/8.4." + patch, IMAGE, image);
        }

        assertThat(registry().tags())
                .hasSize(1100)
                .containsAll(IntStream.range(0, 1100)
                        .mapToObj(patch -> "8.4." + patch)
                        .toList());
    }

    @Test
    void saysThatThereIsNoSuchTag() {
        assertThatThrownBy(() -> registry().build("9.9.9"))
                .isInstanceOf(Failure.class)
                .hasMessage(address + "/openemr/openemr has no 9.9.9.");
    }

    private Registry registry() {
        return new Registry(Repository.of(address + "/openemr/openemr"));
    }

    /** An image whose label names a revision; its manifest is not tagged. */
    private String push(String revision) throws Exception {
        var image = image(revision);
        put("manifests/" + digest(image), IMAGE, image);
        return image;
    }

    private String image(String revision) throws Exception {
        var config =
                "{\"architecture\":\"arm64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"org.opencontainers.image.revision\":\"%s\"}}}"
                        .formatted(revision);
        upload(config);
        return """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":%d,"digest":"%s"},"layers":[]}""".formatted(IMAGE, config.length(), digest(config));
    }

    private static String entry(String manifest, String architecture) throws NoSuchAlgorithmException {
        return """
                {"mediaType":"%s","size":%d,"digest":"%s","platform":{"architecture":"%s","os":"linux"}}""".formatted(IMAGE, manifest.length(), digest(manifest), architecture);
    }

    private void upload(String blob) throws Exception {
        var begun = send(HttpRequest.newBuilder(uri("blobs/uploads/")).POST(BodyPublishers.noBody()));
        var place = begun.headers().firstValue("Location").orElseThrow();
        var whole = URI.create(place + (place.contains("?") ? "&" : "?") + "digest=" + digest(blob));
        assertThat(send(HttpRequest.newBuilder(whole)
                                .header("Content-Type", "application/octet-stream")
                                .PUT(BodyPublishers.ofString(blob)))
                        .statusCode())
                .isEqualTo(201);
    }

    private void put(String path, String type, String body) throws Exception {
        var answer = send(
                HttpRequest.newBuilder(uri(path)).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void awaitServer() throws InterruptedException {
        for (var attempt = 0; attempt < 100; attempt++) {
            try {
                send(HttpRequest.newBuilder(URI.create("http://" + address + "/v2/")));
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("The registry does not answer");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://%s/v2/openemr/openemr/%s".formatted(address, path));
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }
}
