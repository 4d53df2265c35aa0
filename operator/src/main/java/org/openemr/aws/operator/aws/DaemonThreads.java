package org.openemr.aws.operator.aws;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/** Threads for work in the background, which no program waits for at its end. */
final class DaemonThreads {

    private DaemonThreads() {}

    /** Makes threads of a name. */
    static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One thread for work at a time to come; what is called off is forgotten at once. */
    static ScheduledExecutorService clock(String name) {
        var clock = new ScheduledThreadPoolExecutor(1, named(name));
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
