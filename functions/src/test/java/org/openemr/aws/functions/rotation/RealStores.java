package org.openemr.aws.functions.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openemr.aws.testsupport.RealCache;
import org.openemr.aws.testsupport.RealDatabase;

/** A real database and a real cache for the tests of a class. */
record RealStores(RealDatabase database, RealCache cache) implements AutoCloseable {

    static RealStores start(Path directory) {
        try {
            return new RealStores(
                    RealDatabase.start(Files.createDirectory(directory.resolve("database"))),
                    RealCache.start(Files.createDirectory(directory.resolve("cache"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cache.close();
        database.close();
    }
}
