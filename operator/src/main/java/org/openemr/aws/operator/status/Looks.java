package org.openemr.aws.operator.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.openemr.aws.operator.Failure;

/** Looks at many things side by side: a service that does not answer holds up nobody but itself. */
public final class Looks {

    private static final int AT_ONCE = 8;

    private Looks() {}

    /**
     * Takes all looks.
     *
     * @param reader gets each finding in the order of the looks, as soon as those before are known
     */
    public static List<Finding> take(List<Look> looks, Consumer<Finding> reader) {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var futures =
                    looks.stream().map(look -> threads.submit(look::findings)).toList();
            var findings = new ArrayList<Finding>();
            for (var future : futures) {
                for (var finding : found(future)) {
                    findings.add(finding);
                    reader.accept(finding);
                }
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Finding> found(Future<List<Finding>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted while looking.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e);
        }
    }
}
