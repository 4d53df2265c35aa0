package org.openemr.aws.operator.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a tag points at.
 *
 * @param digest of the index of all architectures, or of the one image
 * @param revision from which state of OpenEMR's source it was built, when its label says so
 * @param architecture of the image that our tasks would run
 */
public record ImageBuild(String digest, Optional<String> revision, String architecture) {

    /** What our tasks run on. */
    static final String ARCHITECTURE = "arm64";

    /**
     * Tags of OpenEMR's source: {@code v8_4_1}, {@code v8_0_0_3}. The label holds them, or a branch or commit in a development build:
     * openemr/openemr, docker/release/Dockerfile.
     */
    private static final Pattern RELEASE = Pattern.compile("v[0-9]+(_[0-9]+){2,3}");

    /** Whether it was built from something else than a release: 8.5.0 once was. Unknown counts as no. */
    public boolean isDevelopment() {
        return revision.filter(from -> !RELEASE.matcher(from).matches()).isPresent();
    }

    /** Whether our tasks could run it. */
    public boolean runsOnOurTasks() {
        return architecture.equals(ARCHITECTURE);
    }

    /** What its label says, in words. */
    public String origin() {
        return revision.map(from -> isDevelopment() ? "development build of " + from : "release " + from)
                .orElse("no label says of what");
    }
}
