package org.openemr.aws.operator.cli;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.operator.image.ImageBuild;
import org.openemr.aws.operator.image.Registry;
import org.openemr.aws.operator.image.Repository;
import org.openemr.aws.settings.openemr.PinnedRelease;

/**
 * The image that a configuration names.
 *
 * @param reference the repository, with a digest when one is given
 * @param tag the release
 */
record WantedImage(String reference, String tag) {

    static WantedImage in(Map<String, Object> context) {
        return new WantedImage(
                text(context, "openemr_image", PinnedRelease.REPOSITORY),
                text(context, "openemr_version", PinnedRelease.CURRENT.version()));
    }

    Registry registry() {
        return new Registry(Repository.of(reference));
    }

    /** The very bytes when they are pinned, whatever the tag points at by now; else what the tag points at. */
    String source() {
        return pinned().orElse(tag);
    }

    /** Whether it is a release that our tasks could run, and what is pinned, when something is. */
    boolean accepts(ImageBuild build) {
        return build.runsOnOurTasks() && !build.isDevelopment() && isAsPinned(build);
    }

    /** What is to say of it, in words. */
    String note(ImageBuild build) {
        if (build.isDevelopment()) {
            return "NO RELEASE: choose another version";
        }
        if (!build.runsOnOurTasks()) {
            return "NOT FOR OUR TASKS, which run on ARM64: it is for " + build.architecture();
        }
        if (pinned().isEmpty()) {
            return "pinned by its tag only, which may be moved";
        }
        return isAsPinned(build) ? "as pinned" : "NOT WHAT IS PINNED: " + pinned().get();
    }

    private boolean isAsPinned(ImageBuild build) {
        return pinned().filter(digest -> !digest.equals(build.digest())).isEmpty();
    }

    private Optional<String> pinned() {
        return Optional.of(PinnedRelease.CURRENT.image(reference, tag))
                .filter(image -> image.contains("@"))
                .map(image -> image.substring(image.indexOf('@') + 1));
    }

    private static String text(Map<String, Object> context, String key, String whenAbsent) {
        var value = context.get(key);
        return value == null || value.toString().isBlank()
                ? whenAbsent
                : value.toString().strip();
    }
}
