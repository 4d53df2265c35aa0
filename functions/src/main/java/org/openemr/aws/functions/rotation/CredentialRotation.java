package org.openemr.aws.functions.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.NamedValues;

/**
 * Rotates one secret when Secrets Manager asks, which calls it with one step after the other, and with all of them again when one failed:
 * <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">rotation by a function</a>. It
 * ends with both credentials letting in; {@link CredentialRetirement} takes the one before away. Secrets Manager has one rotation of a secret at
 * a time.
 */
public final class CredentialRotation implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final Rotations rotations;
    private final Retirements retirements;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public CredentialRotation() {
        this(
                Rotations.ofEnvironment(NamedValues.ofEnvironment(System.getenv())),
                Retirements.ofEnvironment(NamedValues.ofEnvironment(System.getenv())),
                new EventLog());
    }

    /** For tests: given secrets. */
    CredentialRotation(Rotations rotations, Retirements retirements, EventLog log) {
        this.rotations = rotations;
        this.retirements = retirements;
        this.log = log;
    }

    /**
     * Does one step.
     *
     * @param input {@code Step}, {@code SecretId} and {@code ClientRequestToken}, the version that comes
     * @return nothing
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        var event = NamedValues.ofEvent(input);
        var step = RotationStep.named(event.text("Step"));
        var rotation = rotations.of(event.text("SecretId"));
        var version = event.text("ClientRequestToken");
        var details = Map.of("secret", rotation.name(), "step", step.text(), "version", version);
        try {
            follow(step, rotation, version);
            log.info("credential-rotation", details);
        } catch (RuntimeException e) {
            log.warn(
                    "credential-rotation-failed", Map.of("rotation", details, "error", String.valueOf(e.getMessage())));
            throw e;
        }
        return Map.of();
    }

    private void follow(RotationStep step, Rotations.Rotation rotation, String version) {
        var stages = rotation.secret().stages(version);
        if (stages.contains(RotatingSecret.CURRENT)) {
            again(step, rotation, version);
            return;
        }
        if (!stages.contains(RotatingSecret.PENDING)) {
            throw new IllegalStateException("The version is not pending: it is of no rotation that goes on");
        }
        switch (step) {
            case CREATE -> create(rotation, version);
            case SET -> admit(rotation, version);
            case TEST -> test(rotation, version);
            case FINISH -> finish(rotation, version);
        }
    }

    /** A step of a rotation whose version is in use already: that it works is seen again, and the one before is taken away. */
    private void again(RotationStep step, Rotations.Rotation rotation, String version) {
        if (step == RotationStep.TEST) {
            rotation.credential().tryOut(rotation.secret().current());
        } else if (step == RotationStep.FINISH) {
            rotation.secret().forgetPending(version);
            retirements.begin(rotation, version);
        }
    }

    /** A rotation that is still at its end is helped along first. */
    private void create(Rotations.Rotation rotation, String version) {
        if (rotation.secret().pending(version).isPresent()) {
            return;
        }
        try {
            rotation.secret()
                    .keepPending(
                            version,
                            rotation.credential().successor(rotation.secret().current()));
        } catch (NotYetException e) {
            retirements.begin(rotation, rotation.secret().currentVersion());
            throw e;
        }
    }

    private void admit(Rotations.Rotation rotation, String version) {
        var successor = successor(rotation, version);
        rotation.credential().admit(rotation.secret().current(), successor);
        if (rotation.credential().knowsOneAtATime()) {
            rotation.secret().makeCurrent(version);
        }
    }

    /** Secrets Manager tries a new schedule by this step alone: then the version brings nothing new, or nothing at all. */
    private static void test(Rotations.Rotation rotation, String version) {
        rotation.credential()
                .tryOut(rotation.secret()
                        .pending(version)
                        .orElseGet(() -> rotation.secret().current()));
    }

    private void finish(Rotations.Rotation rotation, String version) {
        rotation.credential().tryOut(successor(rotation, version));
        rotation.secret().makeCurrent(version);
        retirements.begin(rotation, version);
    }

    /** What comes; nothing comes of it when something else is in use meanwhile that it cannot follow. */
    private static Credential successor(Rotations.Rotation rotation, String version) {
        var pending = rotation.secret()
                .pending(version)
                .orElseThrow(() -> new IllegalStateException("Nothing is kept for the version yet"));
        if (!rotation.credential().canFollow(rotation.secret().current(), pending)) {
            rotation.secret().forgetPending(version);
            throw new IllegalStateException("The secret was changed meanwhile: the next rotation begins anew");
        }
        return pending;
    }
}
