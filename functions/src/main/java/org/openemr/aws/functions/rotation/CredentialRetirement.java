package org.openemr.aws.functions.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
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
    private final Clock clock;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public CredentialRetirement() {
        this(Rotations.ofEnvironment(NamedValues.ofEnvironment(System.getenv())), Clock.systemUTC(), new EventLog());
    }

    /** For tests: given secrets. */
    CredentialRetirement(Rotations rotations, Clock clock, EventLog log) {
        this.rotations = rotations;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Has one look.
     *
     * @param input {@code Secret}, {@code Version}, the one in use when this began, {@code Since}, when that was, and {@code Progress} of the look
     *     before
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
        var details = Map.of("secret", rotation.name(), "done", look.done(), "waitsFor", look.waitsFor());
        if (look.isTroubled()) {
            log.warn("credential-not-handed-over", details);
        } else {
            log.info("credential-retirement", details);
        }
        return look.asData();
    }

    /**
     * Whatever is in use now is to be the only one, also when somebody changed it since this began; then it begins anew. A rotation that is between
     * its first step and its last is left alone.
     */
    private RetirementLook look(Rotations.Rotation rotation, String begunWith, RetirementProgress progress) {
        var secret = rotation.secret();
        if (secret.isBeingRotated()) {
            return RetirementLook.wait("the next rotation is at work", progress);
        }
        var version = secret.currentVersion();
        var known = progress.of(version, begunWith, clock.instant());
        var current = secret.current(version);
        if (current.isEmpty()) {
            return RetirementLook.wait("the secret is being changed", known);
        }
        var look = rotation.credential().retire(current.get(), known, () -> demand(secret, version));
        if (look.done() && !rotation.credential().knowsOneAtATime()) {
            secret.forgetPrevious();
        }
        return look;
    }

    private static void demand(RotatingSecret secret, String version) {
        if (!secret.currentVersion().equals(version) || secret.isBeingRotated()) {
            throw new NotYetException("The secret is being changed: nothing is taken away");
        }
    }
}
