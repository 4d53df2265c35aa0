package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.deploy.OpenEmrVersion;
import org.openemr.aws.operator.image.ImageBuild;
import org.openemr.aws.operator.image.Registry;
import org.openemr.aws.operator.image.Repository;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.settings.openemr.PinnedRelease;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description = {
            "Compare the image that cdk.json names with the registry: is it a release, are its bytes the pinned ones, is there a newer one?",
            "Exit status 5 when it is a development build, or not what is pinned."
        })
final class ImageCheckCommand extends OperatorCommand {

    private static final Pattern RELEASE_TAG = Pattern.compile("([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3})(-[0-9-]+)?");
    private static final int NEWEST_SHOWN = 3;

    ImageCheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var context = CdkJsonFile.in(surroundings().directory()).context();
        var reference = text(context, "openemr_image", PinnedRelease.REPOSITORY);
        var tag = text(context, "openemr_version", PinnedRelease.CURRENT.version());
        var registry = new Registry(Repository.of(reference));
        var pinned = digest(PinnedRelease.CURRENT.image(reference, tag));
        var build = registry.build(tag);
        var rows = new ArrayList<Map<String, Object>>();
        rows.add(row(tag, build, note(build, pinned)));
        for (var newer : newerThan(version(tag), registry.tags())) {
            var found = registry.build(newer.toString());
            rows.add(row(
                    newer.toString(),
                    found,
                    found.isDevelopment() ? "newer, and not to be installed" : "newer: openemr upgrade --to " + newer));
        }
        results().rows(rows, "nothing");
        return isAsPinned(build, pinned) && !build.isDevelopment() ? ExitStatus.DONE : ExitStatus.NOT_READY;
    }

    private static String note(ImageBuild build, Optional<String> pinned) {
        if (build.isDevelopment()) {
            return "NO RELEASE: choose another version";
        }
        if (pinned.isEmpty()) {
            return "pinned by its tag only, which may be moved";
        }
        return isAsPinned(build, pinned) ? "as pinned" : "NOT WHAT IS PINNED: " + pinned.get();
    }

    private static boolean isAsPinned(ImageBuild build, Optional<String> pinned) {
        return pinned.isEmpty() || pinned.get().equals(build.digest());
    }

    private static List<OpenEmrVersion> newerThan(OpenEmrVersion current, List<String> tags) {
        return tags.stream()
                .map(RELEASE_TAG::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(2) == null)
                .map(matcher -> OpenEmrVersion.of(matcher.group(1)))
                .filter(version -> version.compareTo(current) > 0)
                .sorted(Comparator.reverseOrder())
                .limit(NEWEST_SHOWN)
                .toList();
    }

    private static OpenEmrVersion version(String tag) {
        var matcher = RELEASE_TAG.matcher(tag);
        if (!matcher.matches()) {
            throw Failure.usage("openemr_version is '%s', which is no release's tag, such as 8.4.1.".formatted(tag));
        }
        return OpenEmrVersion.of(matcher.group(1));
    }

    private static Optional<String> digest(String image) {
        return Optional.of(image).filter(name -> name.contains("@")).map(name -> name.substring(name.indexOf('@') + 1));
    }

    private static String text(Map<String, Object> context, String key, String whenAbsent) {
        var value = context.get(key);
        return value == null || value.toString().isBlank()
                ? whenAbsent
                : value.toString().strip();
    }

    private static Map<String, Object> row(String tag, ImageBuild build, String note) {
        var row = new LinkedHashMap<String, Object>();
        row.put("tag", tag);
        row.put("origin", build.origin());
        row.put("note", note);
        row.put("digest", build.digest());
        return row;
    }
}
