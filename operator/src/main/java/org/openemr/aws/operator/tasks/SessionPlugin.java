package org.openemr.aws.operator.tasks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Programs;
import org.openemr.aws.operator.output.JsonLine;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The session-manager-plugin of AWS, which speaks the protocol of sessions. The session's token reaches it through its
 * environment, which versions above 1.2.497 accept; on a command line every user of the machine could read it.
 */
public final class SessionPlugin {

    private static final String PROGRAM = "session-manager-plugin";
    private static final String VARIABLE = "AWS_SSM_START_SESSION_RESPONSE";
    private static final List<Integer> LAST_WITHOUT_VARIABLE = List.of(1, 2, 497);

    private final Programs programs;

    public SessionPlugin(Programs programs) {
        this.programs = programs;
    }

    /**
     * An opened session.
     *
     * @param token the secret that joins it
     */
    public record Session(String id, String url, String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Session[" + id + "]";
        }
    }

    /**
     * Checks that the plugin is there and new enough.
     *
     * @throws Failure when it is not, with where to get it
     */
    public void require() {
        var version = programs.ask(PROGRAM, "--version")
                .orElseThrow(
                        () -> Failure.notReady(
                                "The session-manager-plugin is not installed. Get it:"
                                        + " https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html"))
                .text();
        if (!isNewEnough(version)) {
            throw Failure.notReady(
                    "The session-manager-plugin %s is too old: it would show the session's token to".formatted(version)
                            + " every user of this machine. Install 1.2.536.0 or newer.");
        }
    }

    /** Joins a session and stays until it ends; returns the plugin's exit status. */
    public int join(Session session, String region, String profile, Map<String, ?> request) {
        var response = JsonLine.of(new TreeMap<>(
                Map.of("SessionId", session.id(), "StreamUrl", session.url(), "TokenValue", session.token())));
        return programs.run(
                Map.of(VARIABLE, response),
                List.of(
                        PROGRAM,
                        VARIABLE,
                        region,
                        "StartSession",
                        profile,
                        JsonLine.of(request),
                        "https://" + SsmClient.serviceMetadata().endpointFor(Region.of(region))));
    }

    private static boolean isNewEnough(String version) {
        var numbers = version.strip().split("\\.", -1);
        for (var part = 0; part < LAST_WITHOUT_VARIABLE.size(); part++) {
            var number =
                    part < numbers.length && numbers[part].matches("[0-9]{1,9}") ? Integer.parseInt(numbers[part]) : 0;
            if (number != LAST_WITHOUT_VARIABLE.get(part)) {
                return number > LAST_WITHOUT_VARIABLE.get(part);
            }
        }
        return false;
    }
}
