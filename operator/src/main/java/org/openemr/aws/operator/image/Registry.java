package org.openemr.aws.operator.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;

/**
 * Reads a registry by its <a href="https://distribution.github.io/distribution/spec/api/">API</a>, without credentials: with a token that
 * the registry gives to anybody, when it asks for one.
 */
public final class Registry {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"?next\"?");
    private static final String REVISION = "org.opencontainers.image.revision";
    private static final String ANYTHING = "*/*";
    private static final String MANIFESTS = String.join(
            ",",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final Repository repository;
    private Optional<String> token = Optional.empty();

    public Registry(Repository repository) {
        this.repository = repository;
    }

    /** All tags, of all pages. */
    public List<String> tags() {
        var tags = new ArrayList<String>();
        var next = Optional.of(repository.address("tags/list?n=1000"));
        while (next.isPresent()) {
            var page = next.get();
            var answer = get(page, "application/json");
            json(answer).path("tags").forEach(tag -> tags.add(tag.asText()));
            next = answer.headers()
                    .firstValue("Link")
                    .map(NEXT::matcher)
                    .filter(link -> link.find())
                    .map(link -> page.resolve(link.group(1)));
        }
        return tags;
    }

    /**
     * What a tag, or a digest, points at.
     *
     * @throws Failure when there is no such thing
     */
    public ImageBuild build(String reference) {
        var tagged = manifest(reference);
        var config = json(get(repository.address("blobs/" + imageOf(tagged).configDigest()), "application/json"));
        return new ImageBuild(
                tagged.digest(),
                Optional.of(config.path("config").path("Labels").path(REVISION).asText(""))
                        .filter(revision -> !revision.isEmpty()),
                config.path("architecture").asText(ImageBuild.ARCHITECTURE));
    }

    /** The image for the architecture of our tasks that a tag, or a digest, points at. */
    ImageManifest image(String reference) {
        return imageOf(manifest(reference));
    }

    /** The content of a layer or of a configuration, which may take long; the caller closes it. */
    InputStream blob(String digest) {
        return follow(repository.address("blobs/" + digest), ANYTHING, BodyHandlers.ofInputStream())
                .body();
    }

    private ImageManifest manifest(String reference) {
        var answer = get(repository.address("manifests/" + reference), MANIFESTS);
        var json = json(answer);
        return new ImageManifest(
                answer.headers()
                        .firstValue("Docker-Content-Digest")
                        .orElseThrow(
                                () -> Failure.failed("%s tells no digest of %s.".formatted(repository, reference))),
                answer.headers()
                        .firstValue("Content-Type")
                        .orElse(json.path("mediaType").asText()),
                answer.body(),
                json);
    }

    private ImageManifest imageOf(ImageManifest tagged) {
        if (!tagged.json().has("manifests")) {
            return tagged;
        }
        var digest = StreamSupport.stream(tagged.json().path("manifests").spliterator(), false)
                .filter(image ->
                        image.path("platform").path("architecture").asText().equals(ImageBuild.ARCHITECTURE))
                .map(image -> image.path("digest").asText())
                .findFirst()
                .orElseThrow(() -> Failure.failed("%s has no image for %s, which the tasks run on."
                        .formatted(repository, ImageBuild.ARCHITECTURE)));
        return manifest(digest);
    }

    private HttpResponse<String> get(URI address, String accepted) {
        return follow(address, accepted, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> follow(URI address, String accepted, BodyHandler<T> body) {
        var answer = send(address, accepted, token, body);
        // None yet, or one that has expired: those of Docker Hub live for five minutes.
        if (answer.statusCode() == 401) {
            token = Optional.of(tokenFor(answer));
            answer = send(address, accepted, token, body);
        }
        if (answer.statusCode() / 100 == 3) {
            // Where blobs are kept, the token is not wanted.
            answer = send(
                    address.resolve(answer.headers().firstValue("Location").orElseThrow()),
                    accepted,
                    Optional.empty(),
                    body);
        }
        return switch (answer.statusCode()) {
            case 200 -> answer;
            case 404 -> throw Failure.notFound("%s has no %s.".formatted(repository, lastPart(address)));
            case 401, 403 -> throw isPrivate();
            case 429 ->
                throw Failure.failed("%s answers too many requests of this address. Try later.".formatted(repository));
            default ->
                throw Failure.failed(
                        "%s answers %s with status %d.".formatted(repository, lastPart(address), answer.statusCode()));
        };
    }

    private String tokenFor(HttpResponse<?> refusal) {
        var challenge = refusal.headers().firstValue("WWW-Authenticate").orElse("");
        var realm = "";
        var query = new ArrayList<String>();
        var parameters = PARAMETER.matcher(challenge);
        while (parameters.find()) {
            if (parameters.group(1).equals("realm")) {
                realm = parameters.group(2);
            } else {
                query.add(parameters.group(1) + "=" + URLEncoder.encode(parameters.group(2), StandardCharsets.UTF_8));
            }
        }
        if (!challenge.startsWith("Bearer ") || realm.isEmpty()) {
            throw isPrivate();
        }
        var answer = send(
                URI.create(realm + "?" + String.join("&", query)),
                "application/json",
                Optional.empty(),
                BodyHandlers.ofString());
        var given = json(answer);
        return given.path("token").asText(given.path("access_token").asText());
    }

    private <T> HttpResponse<T> send(URI address, String accepted, Optional<String> bearer, BodyHandler<T> body) {
        var request = HttpRequest.newBuilder(address).header("Accept", accepted);
        // Newer JDKs count the body too, and a layer has hundreds of MB: whoever reads it limits each part.
        if (!accepted.equals(ANYTHING)) {
            request.timeout(LIMIT);
        }
        bearer.ifPresent(given -> request.header("Authorization", "Bearer " + given));
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw Failure.failed("%s cannot be reached from here (%s)."
                    .formatted(
                            address.getHost(),
                            e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw Failure.failed("%s does not answer as a registry does.".formatted(repository));
        }
    }

    private Failure isPrivate() {
        return new Failure(
                ExitStatus.NOT_PERMITTED,
                "%s lets nobody read without credentials: it is not checked.".formatted(repository));
    }

    private static String lastPart(URI address) {
        return address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    }
}
