package org.openemr.aws.operator.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;

/** The dump of a database, plain or packed with gzip. It is read, and written anew: nothing of it goes on that was not understood. */
public final class Dump {

    /** Before the first statement, so that rows come in any order, and as fast as they can. */
    private static final String HEAD = """
            SET NAMES utf8mb4;
            SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
            SET SESSION foreign_key_checks = 0;
            SET SESSION unique_checks = 0;
            """;

    private final Path file;

    public Dump(Path file) {
        this.file = file;
    }

    /**
     * Reads all of it.
     *
     * @throws Failure at what is not understood, or cannot be
     */
    public DumpSummary inspect() {
        return translate(OutputStream.nullOutputStream());
    }

    /**
     * Writes it as MySQL 8.0 reads it, for a user without rights over anything but one schema.
     *
     * @param out what is not closed
     * @throws Failure at what is not understood, or cannot be
     */
    public DumpSummary translate(OutputStream out) {
        try (var source = open()) {
            out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            return new DumpTranslation(source, out).run();
        } catch (ZipException e) {
            throw new Failure(ExitStatus.FAILED, "%s is no whole gzip file: %s".formatted(file, e.getMessage()), e);
        } catch (EOFException e) {
            throw new Failure(ExitStatus.FAILED, "%s was cut off.".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.usage("There is no file " + file);
        }
        return Gzip.open(file);
    }
}
