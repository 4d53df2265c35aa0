package org.openemr.aws.trial;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What restores call what they make, so that the next trial knows what an earlier one left.
 *
 * @param deployment the deployment's name
 */
public record ScratchName(String deployment) {

    /** The tag that says what a restore called something. */
    public static final String TAG = "openemr:restored-as";

    /** What a trial calls what it makes, and removes again. */
    public String ofTrial(Instant now) {
        return "%s-verify-%d".formatted(deployment, now.getEpochSecond());
    }

    /** What a restore calls what it makes for use. */
    public String ofRestore(Instant now) {
        return "%s-restored-%d".formatted(deployment, now.getEpochSecond());
    }

    /** When the trial began that called something so; empty when none did. Behind the name there may be eight digits that make it unique. */
    public Optional<Instant> begun(String name) {
        return Optional.of(Pattern.compile(Pattern.quote(deployment + "-verify-") + "([0-9]{10})(-[0-9a-f]{8})?")
                        .matcher(name))
                .filter(matcher -> matcher.matches())
                .map(matcher -> Instant.ofEpochSecond(Long.parseLong(matcher.group(1))));
    }
}
