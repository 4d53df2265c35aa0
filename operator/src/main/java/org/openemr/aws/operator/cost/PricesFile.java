package org.openemr.aws.operator.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openemr.aws.cost.PriceTable;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;

/**
 * The prices of a checkout, which are used over those of this version.
 *
 * @param directory of the checkout
 */
public record PricesFile(Path directory) {

    /** Beside cdk.json. */
    public static final String NAME = "prices.json";

    /** Where it is. */
    public Path path() {
        return directory.resolve(NAME);
    }

    /** Whether somebody has read prices. */
    public boolean exists() {
        return Files.exists(path());
    }

    /**
     * The prices that hold.
     *
     * @throws Failure when the file is none of prices
     */
    public PriceTable table() {
        try {
            return exists()
                    ? PriceTable.shipped().over(PriceTable.parse(Files.readString(path())))
                    : PriceTable.shipped();
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitStatus.FAILED,
                    "%s is %s. Mend it, or remove it: the prices of this version are used then."
                            .formatted(NAME, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
