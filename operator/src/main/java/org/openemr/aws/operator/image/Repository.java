package org.openemr.aws.operator.image;

import java.net.URI;

/**
 * A repository of images, as references name it.
 *
 * @param registry the host of the registry, with its port
 * @param name the name within the registry
 */
public record Repository(String registry, String name) {

    private static final String DOCKER_HUB = "registry-1.docker.io";

    /** Reads a reference without a tag; one without a host is Docker Hub's. */
    public static Repository of(String reference) {
        var bare = reference.replaceFirst("@.*", "");
        var slash = bare.indexOf('/');
        var first = slash < 0 ? "" : bare.substring(0, slash);
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return new Repository(first, bare.substring(slash + 1));
        }
        return new Repository(DOCKER_HUB, slash < 0 ? "library/" + bare : bare);
    }

    /** The address of something of it, by the <a href="https://distribution.github.io/distribution/spec/api/">registry's API</a>. */
    URI address(String path) {
        // As other clients do: a registry on this machine needs no TLS.
        var scheme = registry.matches("(localhost|127\\.0\\.0\\.1)(:[0-9]+)?") ? "http" : "https";
        return URI.create("%s://%s/v2/%s/%s".formatted(scheme, registry, name, path));
    }

    @Override
    public String toString() {
        return registry.equals(DOCKER_HUB) ? name : registry + "/" + name;
    }
}
