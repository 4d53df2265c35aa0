package org.openemr.aws.settings.openemr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The release of OpenEMR that is deployed by default, from {@code release.properties}.
 *
 * @param version its tag
 * @param digest the digest of its index of all architectures, when it is known
 */
public record PinnedRelease(String version, Optional<String> digest) {

    /** Where releases come from. */
    public static final String REPOSITORY = "openemr/openemr";

    /** The one of this version of the project. */
    public static final PinnedRelease CURRENT = read();

    /** The image to run for a version: the pinned one by its digest, when that is known, since a tag may be moved. */
    public String image(String repository, String wantedVersion) {
        if (repository.contains("@")) {
            return repository;
        }
        return digest.filter(known -> repository.equals(REPOSITORY) && wantedVersion.equals(version))
                .map(known -> repository + "@" + known)
                .orElse(repository + ":" + wantedVersion);
    }

    private static PinnedRelease read() {
        var properties = new Properties();
        try (var stream = PinnedRelease.class.getResourceAsStream("release.properties")) {
            properties.load(Objects.requireNonNull(stream, "release.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PinnedRelease(
                properties.getProperty("version", ""),
                Optional.of(properties.getProperty("digest", "").strip()).filter(digest -> !digest.isEmpty()));
    }
}
