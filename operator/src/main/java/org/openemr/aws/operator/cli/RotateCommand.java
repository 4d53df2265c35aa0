package org.openemr.aws.operator.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.rotation.Retirements;
import org.openemr.aws.operator.rotation.RotatedCredential;
import org.openemr.aws.operator.rotation.SecretRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        description = {
            "Change credentials while people work.",
            "Each is changed by itself every credential_rotation_days, too. The new one is let in beside the one in use, tried, and handed to"
                    + " OpenEMR; the one before is taken away when nobody uses it any more. What is interrupted goes on by itself, and when the"
                    + " command is given again.",
            "OpenEMR's administrator is a person: that password is changed on demand only, and not with all."
        },
        footer = {
            "",
            "Examples:",
            "  openemr rotate database",
            "  openemr rotate all --yes",
            "  openemr rotate administrator",
            "",
            "The password of mail: openemr mail rotate"
        })
final class RotateCommand extends OperatorCommand {

    static final String ALL = "all";
    private static final List<String> COLUMNS = List.of("credential", "version", "before");

    /** What the function says when the first step has to wait. */
    private static final String NOT_OVER = "The rotation before is not over";

    /** Looks, 10 seconds apart, until the steps are done from here, which tells why they are not done. */
    private static final int LOOKS = 18;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    @Parameters(
            paramLabel = "WHAT",
            arity = "1",
            completionCandidates = Candidates.Credentials.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private String what;

    RotateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        if (what.equals(AdministratorRotation.LABEL)) {
            results().rows(COLUMNS, List.of(new AdministratorRotation(this, values()).rotate()), "");
            return ExitStatus.DONE;
        }
        var wanted = wanted();
        var values = values();
        var retirements = new ArrayList<Map<String, Object>>();
        var rotations = wanted.stream()
                .map(credential -> new Rotating(credential, new SecretRotation(aws(), values, credential)))
                .toList();
        confirm("Change %s?".formatted(wanted.size() == 1 ? "the credential " + what : "all credentials"));
        for (var rotating : rotations) {
            retirements.add(rotate(rotating, values));
        }
        results().rows(COLUMNS, retirements, "");
        return ExitStatus.DONE;
    }

    private record Rotating(RotatedCredential credential, SecretRotation rotation) {}

    private List<RotatedCredential> wanted() {
        return what.equals(ALL)
                ? List.of(RotatedCredential.values())
                : List.of(RotatedCredential.labelled(what)
                        .orElseThrow(() -> Failure.usage("There is no credential '%s'. There are: %s."
                                .formatted(what, String.join(", ", new Candidates.Credentials())))));
    }

    private Map<String, Object> rotate(Rotating rotating, DeployedValues values) {
        var rotation = rotating.rotation();
        var retirements = new Retirements(aws(), values);
        var label = rotating.credential().label();
        rotation.pending().ifPresent(version -> {
            say("An earlier rotation of %s did not come to its end: it goes on first.".formatted(label));
            goOn(rotation, label, retirements, version);
        });
        retireWhatIsLeft(rotation, label, retirements);
        var version = rotation.begin();
        awaitUse(rotation, label, retirements, version);
        takeAway(rotation, label, retirements, version);
        var row = new LinkedHashMap<String, Object>();
        row.put("credential", label);
        row.put("version", version);
        row.put("before", "taken away");
        return row;
    }

    /** Its first step may wait for what is being taken away. */
    private void goOn(SecretRotation rotation, String label, Retirements retirements, String version) {
        try {
            rotation.goOn(version);
        } catch (Failure e) {
            if (!String.valueOf(e.getMessage()).contains(NOT_OVER)) {
                throw e;
            }
            takeAway(rotation, label, retirements, rotation.current());
            rotation.goOn(version);
        }
    }

    /** There are two at a time, and not three. What nobody looks after any more is begun again. */
    private void retireWhatIsLeft(SecretRotation rotation, String label, Retirements retirements) {
        var current = rotation.current();
        var last = retirements.of(current).filter(state -> !state.succeeded());
        if (last.isEmpty()) {
            return;
        }
        if (last.get().hasEnded()) {
            say("The %s before was not taken away after an earlier rotation: that goes on first.".formatted(label));
            rotation.goOn(current);
            surroundings().pause().of(BETWEEN_LOOKS);
        }
        takeAway(rotation, label, retirements, current);
    }

    /** Secrets Manager does it within a minute or two. */
    private void awaitUse(SecretRotation rotation, String label, Retirements retirements, String version) {
        try (var progress = progress("Letting in the new %s".formatted(label))) {
            for (var look = 0; look < LOOKS; look++) {
                if (rotation.current().equals(version)) {
                    return;
                }
                progress.show(-1, "Secrets Manager is at work");
                surroundings().pause().of(BETWEEN_LOOKS);
            }
        }
        goOn(rotation, label, retirements, version);
    }

    /** What ends the rotation begins it a moment later. */
    private void takeAway(SecretRotation rotation, String label, Retirements retirements, String version) {
        for (var look = 0; retirements.of(version).isEmpty(); look++) {
            if (look == LOOKS) {
                throw Failure.failed("Nothing takes away the %s before yet: give the command again.".formatted(label));
            }
            if (look == LOOKS - 1) {
                rotation.goOn(version);
            }
            surroundings().pause().of(BETWEEN_LOOKS);
        }
        var end = Polling.until(
                this,
                "Taking away the %s before".formatted(label),
                () -> retirements.of(version).orElseThrow(),
                Retirements.State::hasEnded,
                (progress, state) -> progress.show(-1, state.succeeded() ? "done" : state.waitsFor()));
        if (!end.succeeded()) {
            throw Failure.failed("The %s before still lets in: its end is %s. See: openemr logs rotation"
                    .formatted(label, end.status()));
        }
    }

    @Override
    String afterInterrupt() {
        return "What was begun goes on in AWS, and takes away the credential before by itself.";
    }
}
