package org.openemr.aws.functions.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Instant;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;

/**
 * Has a look, as often as its state machine asks, whether anybody still uses the credential that was in use before a rotation; when nobody
 * does, the credential is taken away, and Secrets Manager forgets it.
 */
public final class CredentialRetirement implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final Rotations rotations;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public CredentialRetirement() {
        this(Rotations.ofEnvironment(NamedValues.ofEnvironment(System.getenv())), new EventLog());
    }

    /** For tests: given secrets. */
    CredentialRetirement(Rotations rotations, EventLog log) {
        this.rotations = rotations;
        this.log = log;
    }

    /**
     * Has one look.
     *
     * @param input {@code Secret}, {@code Version}, the one in use, {@code Since}, when this began, and {@code Progress} of the look before
     * @return {@code Done}, {@code WaitsFor}, {@code Wait} in seconds, and {@code Notes}
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = NamedValues.ofEvent(input);
        var rotation = rotations.of(event.text("Secret"));
        var progress = new RetirementProgress(
                Instant.parse(event.text("Since")),
                new NamedValues("the progress", event.object("Progress")).object("Notes"));
        var look = look(rotation, event.text("Version"), progress);
        log.info(
                "credential-retirement",
                Map.of("secret", rotation.name(), "done", look.done(), "waitsFor", look.waitsFor()));
        return look.asData();
    }

    /** Another rotation came meanwhile: its own retirement goes on from here. */
    private static RetirementLook look(Rotations.Rotation rotation, String version, RetirementProgress progress) {
        if (!rotation.secret().currentVersion().equals(version)) {
            return RetirementLook.over(progress);
        }
        var look = rotation.credential().retire(rotation.secret().current(), progress);
        if (look.done()) {
            rotation.secret().forgetPrevious();
        }
        return look;
    }
}
