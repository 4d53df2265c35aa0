package org.openemr.aws.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

/** What clusters of a deployment are called, of which each restore makes another beside the one before. */
public final class DatabaseNames {

    private static final String PART = "database";

    private DatabaseNames() {}

    /**
     * A cluster's own part of its identifier; behind it stands what tells its stack.
     *
     * @param snapshot the snapshot that it is made from
     */
    public static String part(Optional<String> snapshot) {
        return snapshot.map(name -> "%s-from-%08x".formatted(PART, name.hashCode()))
                .orElse(PART);
    }

    /** A pattern of the identifiers of all clusters that a deployment has had. */
    public static String pattern(Names names) {
        return Pattern.quote(names.physicalName(PART)) + "(-from-[0-9a-f]{8})?-[0-9a-f]{8}";
    }
}
