package org.openemr.aws.operator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.cost.Size;
import org.openemr.aws.operator.backup.RestorePoint;
import org.openemr.aws.operator.backup.Store;
import org.openemr.aws.operator.rotation.RotatedCredential;

/** Values that a shell completes where an option takes a text. */
final class Candidates {

    private Candidates() {}

    private static String typed(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Stacks, by their names in the project. */
    static final class Stacks extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Stacks() {
            super(Stream.of(Layer.values()).map(Layer::stackId).toList());
        }
    }

    /** Stores that are backed up. */
    static final class Stores extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Stores() {
            super(Store.NAMES);
        }
    }

    /** Sizes of a deployment. */
    static final class Sizes extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Sizes() {
            super(Stream.of(Size.values()).map(Candidates::typed).toList());
        }
    }

    /** Where people sign in. */
    static final class SignIns extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        SignIns() {
            super(List.of("openemr", "cognito"));
        }
    }

    /** What goes back to an earlier state. */
    static final class Parts extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Parts() {
            super(Stream.of(RestorePoint.Part.values()).map(Candidates::typed).toList());
        }
    }

    /** What openemr rotate changes. */
    static final class Credentials extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Credentials() {
            super(Stream.concat(
                            RotatedCredential.labels().stream(),
                            Stream.of(RotateCommand.ALL, AdministratorRotation.LABEL))
                    .toList());
        }
    }
}
