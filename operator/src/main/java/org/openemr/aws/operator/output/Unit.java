package org.openemr.aws.operator.output;

import java.time.Duration;
import java.util.stream.Stream;

/** What a number counts, as the end of its name says: scripts get the number, people what is easy to read. */
enum Unit {
    BYTES("_bytes") {
        @Override
        String shown(long number) {
            if (number < KIB) {
                return number + " bytes";
            }
            return number < MIB ? (number + KIB - 1) / KIB + " KiB" : (number + MIB - 1) / MIB + " MiB";
        }
    },
    SECONDS("_seconds") {
        @Override
        String shown(long number) {
            var time = Duration.ofSeconds(number);
            if (time.toDays() > 0) {
                return time.toDays() + " d";
            }
            return time.toHours() > 0 ? time.toHours() + " h" : time.toMinutes() + " min";
        }
    },
    NONE("") {
        @Override
        String shown(long number) {
            return String.valueOf(number);
        }
    };

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    private final String ending;

    Unit(String ending) {
        this.ending = ending;
    }

    /** The unit of a name. */
    static Unit of(String name) {
        return Stream.of(values())
                .filter(unit -> name.endsWith(unit.ending))
                .findFirst()
                .orElse(NONE);
    }

    /** A number as people read it. */
    abstract String shown(long number);

    /** A name without its unit. */
    String without(String name) {
        return name.substring(0, name.length() - ending.length());
    }
}
