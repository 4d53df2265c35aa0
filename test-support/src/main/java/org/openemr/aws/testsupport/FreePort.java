package org.openemr.aws.testsupport;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that must be told theirs before they start. They are below those that systems give to outgoing connections: one of these,
 * free a moment ago, was taken by a test beside this one before the server bound it.
 */
public final class FreePort {

    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;

    private FreePort() {}

    /** One that nobody listens on. */
    public static int choose() {
        while (true) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, LAST))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // It is taken; another may be free.
            }
        }
    }
}
