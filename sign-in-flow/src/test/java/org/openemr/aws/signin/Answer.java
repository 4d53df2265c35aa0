package org.openemr.aws.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/** What the load balancer sends to a client. */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    static Answer of(int status, String text) {
        return new Answer(status, Map.of("Content-Type", List.of("text/plain")), text.getBytes(UTF_8));
    }

    static Answer redirect(String address, List<String> cookies) {
        return new Answer(302, Map.of("Location", List.of(address), "Set-Cookie", cookies), new byte[0]);
    }
}
