package org.openemr.aws.operator.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;

/** What the server sent the browser back with. */
public final class AuthorizationAnswer {

    private AuthorizationAnswer() {}

    /**
     * The code in the address that the browser was sent to.
     *
     * @throws Failure when consent was denied, or the answer belongs to another question
     */
    public static String code(String address, Pkce pkce) {
        var parameters = parameters(address);
        if (!sameText(parameters.getOrDefault("state", ""), pkce.state())) {
            throw new Failure(
                    ExitStatus.NOT_PERMITTED,
                    "The answer belongs to another sign-in (its state differs). Nothing was kept; try again: openemr api token");
        }
        if (parameters.containsKey("error")) {
            throw new Failure(
                    ExitStatus.NOT_PERMITTED,
                    "OpenEMR refused: %s %s"
                            .formatted(parameters.get("error"), parameters.getOrDefault("error_description", ""))
                            .strip());
        }
        if (!parameters.containsKey("code")) {
            throw Failure.usage("There is no code in that address. Paste the whole address that the browser ended at.");
        }
        return parameters.get("code");
    }

    private static Map<String, String> parameters(String address) {
        var parameters = new HashMap<String, String>();
        String query;
        try {
            query = URI.create(address.strip()).getRawQuery();
        } catch (IllegalArgumentException e) {
            query = null;
        }
        for (var parameter : (query == null ? "" : query).split("&", -1)) {
            var parts = parameter.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
