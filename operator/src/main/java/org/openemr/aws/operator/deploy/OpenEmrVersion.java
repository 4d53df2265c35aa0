package org.openemr.aws.operator.deploy;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.openemr.aws.operator.Failure;

/** A version of OpenEMR as its image is tagged: three numbers, the last of which counts releases of the container too. */
public record OpenEmrVersion(int major, int minor, int patch) implements Comparable<OpenEmrVersion> {

    private static final Pattern TAG = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

    /**
     * Reads a tag.
     *
     * @throws Failure when it is no version, such as {@code latest}
     */
    public static OpenEmrVersion of(String tag) {
        var matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            throw Failure.usage(
                    "'%s' is no version. Give the tag of a release, for example 8.4.1; never latest.".formatted(tag));
        }
        return new OpenEmrVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public int compareTo(OpenEmrVersion other) {
        return Comparator.comparingInt(OpenEmrVersion::major)
                .thenComparingInt(OpenEmrVersion::minor)
                .thenComparingInt(OpenEmrVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }
}
