package org.openemr.aws.operator.imports;

import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.openemr.aws.operator.Failure;

/** A text that is kept whole, and does not grow without an end. */
final class LimitedText extends ByteArrayOutputStream {

    private final int most;
    private final Supplier<Failure> refusal;

    LimitedText(int most, Supplier<Failure> refusal) {
        this.most = most;
        this.refusal = refusal;
    }

    @Override
    public synchronized void write(int value) {
        if (size() >= most) {
            throw refusal.get();
        }
        super.write(value);
    }
}
