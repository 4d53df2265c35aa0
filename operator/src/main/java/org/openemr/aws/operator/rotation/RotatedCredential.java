package org.openemr.aws.operator.rotation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Output;

/** The credentials that are changed while people work. */
public enum RotatedCredential {
    DATABASE("database"),
    DATABASE_ADMINISTRATOR("database-administrator"),
    CACHE("cache");

    private final String label;

    RotatedCredential(String label) {
        this.label = label;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** What DataStack publishes of its secret. */
    public Output secretArn() {
        return switch (this) {
            case DATABASE -> DataContract.DATABASE_USER_SECRET_ARN;
            case DATABASE_ADMINISTRATOR -> DataContract.DATABASE_ADMINISTRATOR_SECRET_ARN;
            case CACHE -> DataContract.CACHE_USER_SECRET_ARN;
        };
    }

    /** All of them, by what people call them. */
    public static List<String> labels() {
        return Stream.of(values()).map(RotatedCredential::label).toList();
    }

    public static Optional<RotatedCredential> labelled(String label) {
        return Stream.of(values())
                .filter(credential -> credential.label.equals(label))
                .findFirst();
    }
}
