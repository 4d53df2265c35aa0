package org.openemr.aws.functions.mail;

import java.util.Map;
import java.util.Optional;

/** The name of an attached file: read from where senders put it. */
final class FileName {

    private FileName() {}

    /** The name that a part gives: in its disposition, else in its type. */
    static Optional<String> of(Optional<HeaderParameters> disposition, HeaderParameters type, Doubts doubts) {
        return disposition
                .flatMap(given -> given.parameter("filename"))
                .or(() -> type.parameter("name"))
                .map(name -> decoded(name, doubts))
                .filter(name -> !name.isEmpty())
                .map(name -> shortened(name, doubts));
    }

    /** The disposition of an attached file. */
    static String attachment(String name) {
        return new HeaderParameters("attachment", Map.of("filename", name), true).written();
    }

    private static String decoded(String name, Doubts doubts) {
        doubts.unless(EncodedWords.areReadable(name), "an unreadable file name");
        return HeaderText.decoded(name);
    }

    /** Long names lose their beginning: the end says what kind of file it is. */
    private static String shortened(String name, Doubts doubts) {
        var begin = 0;
        while (HeaderParameters.writtenLength(name.substring(begin)) > HeaderParameters.LONGEST_VALUE) {
            begin = name.offsetByCodePoints(begin, 1);
        }
        doubts.unless(begin == 0, "a file name that is too long");
        return name.substring(begin);
    }
}
