package org.openemr.aws.operator.aws;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.trial.Records;

/**
 * Something long that goes on one at a time in a deployment, as its record says: whoever goes on with it sees that nobody else has ended it, or
 * has begun another.
 *
 * @param kind what it is, also in words
 * @param token tells it from others
 * @param ended whether it is over
 */
public record Claim<S>(String kind, Class<S> type, Function<S, String> token, Predicate<S> ended) {

    /** The latest one, which may be over. */
    public Optional<S> last(Records records) {
        return records.read(kind, type);
    }

    /** The one that is on its way. */
    public Optional<S> read(Records records) {
        return last(records).filter(ended.negate());
    }

    /**
     * Keeps that it begins.
     *
     * @throws Failure when another one has begun at the same time
     */
    public S begin(Records records, S state) {
        records.write(kind, state);
        requireOwn(records, state);
        return state;
    }

    /**
     * Keeps how far it is.
     *
     * @throws Failure when it is not on its way any more
     */
    public S write(Records records, S state) {
        requireOwn(records, state);
        records.write(kind, state);
        return state;
    }

    /**
     * Sees that nobody else went on with it to its end, or began another.
     *
     * @throws Failure when somebody did
     */
    public void requireOwn(Records records, S state) {
        if (read(records).map(token).filter(token.apply(state)::equals).isEmpty()) {
            throw Failure.failed("This %s is not on its way any more: somebody else has ended it, or has begun another."
                    .formatted(kind));
        }
    }
}
