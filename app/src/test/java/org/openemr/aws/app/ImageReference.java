package org.openemr.aws.app;

import java.util.stream.Collectors;
import org.openemr.aws.contracts.image.ImageAssumption;
import org.openemr.aws.contracts.image.ImageAssumptions;
import org.openemr.aws.testsupport.GeneratedDocument;

/** What the project takes for granted of OpenEMR's image, for who brings a new version. */
final class ImageReference {

    private ImageReference() {}

    static GeneratedDocument reference() {
        return new GeneratedDocument("docs/openemr-image.md", """
                # What we take for granted of OpenEMR's image

                Each sentence is something that a script in a container relies on and another version may do otherwise, with where it was read
                and in which version. `openemr upgrade` prints what was not read in the version that it brings: read the sources again, try the
                version in a second deployment ([restore.md](restore.md#practise-it)), and raise the number in `ImageAssumptions`. A test finds
                each in its script. This file is generated: see `ImageReference`.

                | what | relied on by | source | read at |
                | --- | --- | --- | --- |
                %s
                """.formatted(
                        ImageAssumptions.ALL.stream().map(ImageReference::row).collect(Collectors.joining("\n"))));
    }

    private static String row(ImageAssumption assumption) {
        return "| %s | `%s` | %s | %s |"
                .formatted(assumption.sentence(), assumption.file(), assumption.source(), assumption.readAt());
    }
}
