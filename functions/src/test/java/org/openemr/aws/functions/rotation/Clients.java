package org.openemr.aws.functions.rotation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * People at work: each request reads the connection file, connects to the database and asks it something, and to the cache with the password of
 * the task that it came to. One of eight has an older copy of the file, until time passes; every second one is slow, and asks again at its
 * end.
 */
final class Clients implements AutoCloseable {

    private static final int SLOW_REQUEST = 20;

    private final RotatedInstallation installation;
    private final AtomicReference<Credential> olderCopy;
    private final ExecutorService threads;
    private final AtomicBoolean atWork = new AtomicBoolean(true);
    private final AtomicInteger requests = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<AtomicReference<CountDownLatch>> waiting = new ArrayList<>();

    /** Begins with that many. */
    Clients(RotatedInstallation installation, int count) {
        this.installation = installation;
        olderCopy = new AtomicReference<>(installation.connectionFile());
        threads = Executors.newFixedThreadPool(count);
        for (var client = 0; client < count; client++) {
            var ended = new AtomicReference<>(new CountDownLatch(0));
            waiting.add(ended);
            threads.execute(() -> work(ended));
        }
    }

    /** Every file system shows what is there now, and every request is over that had begun. */
    void timePasses() {
        olderCopy.set(installation.connectionFile());
        everyRequestThatHasBegunEnds();
    }

    /** Returns when every request is over that had begun: all that begin later know what is now. */
    void everyRequestThatHasBegunEnds() {
        // The one at work may count before it ends; the one after it has begun since.
        var latches = waiting.stream()
                .map(client -> {
                    var latch = new CountDownLatch(2);
                    client.set(latch);
                    return latch;
                })
                .toList();
        for (var latch : latches) {
            try {
                if (!latch.await(1, TimeUnit.MINUTES)) {
                    throw new AssertionError("A client does nothing any more: " + failures);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    int requests() {
        return requests.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    private void work(AtomicReference<CountDownLatch> ended) {
        while (atWork.get()) {
            var number = requests.incrementAndGet();
            try {
                request(number, number % 8 == 1 ? olderCopy.get() : installation.connectionFile());
            } catch (SQLException | RuntimeException e) {
                failures.add("request %d: %s".formatted(number, e));
            }
            ended.get().countDown();
        }
    }

    private void request(int number, Credential user) throws SQLException {
        var task = installation.ecs().forRequest(number);
        try (var connection = installation.connect(user);
                var statement = connection.createStatement()) {
            if (!installation.cacheLetsIn(task.cachePassword())) {
                throw new IllegalStateException("the cache refuses a task at work");
            }
            statement.executeQuery("SELECT COUNT(*) FROM openemr.patient_data").close();
            if (number % 2 == 0) {
                sleep(SLOW_REQUEST);
                statement
                        .executeQuery("SELECT COUNT(*) FROM openemr.patient_data")
                        .close();
            }
        }
    }

    private static void sleep(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        atWork.set(false);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("Clients do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
