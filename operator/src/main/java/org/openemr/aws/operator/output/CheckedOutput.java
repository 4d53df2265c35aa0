package org.openemr.aws.operator.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers why something did not arrive, which a {@link java.io.PrintWriter} does not tell. */
final class CheckedOutput extends FilterOutputStream {

    private @Nullable IOException problem;

    CheckedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            problem = e;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            problem = e;
            throw e;
        }
    }

    /** Why something did not arrive, if that is so. */
    Optional<IOException> problem() {
        return Optional.ofNullable(problem);
    }
}
