package org.openemr.aws.functions.mail;

import java.util.Map;
import java.util.Optional;

/** The name of an attached file: read from where senders put it. */
final class FileName {

    private static final int LONGEST = 200;

    private FileName() {}

    /** The name that a part gives: in its disposition, else in its type. */
    static Optional<String> of(Optional<HeaderParameters> disposition, HeaderParameters type, Doubts doubts) {
        return disposition
                .flatMap(given -> given.parameter("filename"))
                .or(() -> type.parameter("name"))
                .map(HeaderText::decoded)
                .filter(name -> !name.isEmpty())
                .map(name -> shortened(name, doubts));
    }

    /** The disposition of an attached file. */
    static String attachment(String name) {
        return new HeaderParameters("attachment", Map.of("filename", name), true).written();
    }

    private static String shortened(String name, Doubts doubts) {
        doubts.unless(name.length() <= LONGEST, "a file name that is too long");
        return name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
    }
}
