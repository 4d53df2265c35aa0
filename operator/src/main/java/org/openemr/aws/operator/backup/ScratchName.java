package org.openemr.aws.operator.backup;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.Names;

/**
 * What trials call what they make, so that the next one knows what an earlier one left.
 *
 * @param deployment the deployment's name
 */
public record ScratchName(String deployment) {

    /** The tag that says what a restore called something. */
    static final String TAG = Names.PRODUCT + ":restored-as";

    /** A name that nothing has. */
    public String at(Instant now) {
        return "%s-verify-%d".formatted(deployment, now.getEpochSecond());
    }

    /** When the trial began that called something so; empty when none did. Behind the name there may be eight digits that make it unique. */
    Optional<Instant> begun(String name) {
        return Optional.of(Pattern.compile(Pattern.quote(deployment + "-verify-") + "([0-9]{10})(-[0-9a-f]{8})?")
                        .matcher(name))
                .filter(matcher -> matcher.matches())
                .map(matcher -> Instant.ofEpochSecond(Long.parseLong(matcher.group(1))));
    }
}
