package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.deploy.OpenEmrVersion;
import org.openemr.aws.operator.image.ImageBuild;
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
        var wanted = WantedImage.in(checkout().context());
        var registry = wanted.registry();
        var build = registry.build(wanted.tag());
        var rows = new ArrayList<Map<String, Object>>();
        rows.add(row(wanted.tag(), build, wanted.note(build)));
        for (var newer : newerThan(version(wanted.tag()), registry.tags())) {
            var found = registry.build(newer.toString());
            rows.add(row(
                    newer.toString(),
                    found,
                    found.isDevelopment() ? "newer, and not to be installed" : "newer: openemr upgrade --to " + newer));
        }
        results().rows(rows);
        return wanted.accepts(build) ? ExitStatus.DONE : ExitStatus.NOT_READY;
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

    private static Map<String, Object> row(String tag, ImageBuild build, String note) {
        var row = new LinkedHashMap<String, Object>();
        row.put("tag", tag);
        row.put("origin", build.origin());
        row.put("note", note);
        row.put("digest", build.digest());
        return row;
    }
}
