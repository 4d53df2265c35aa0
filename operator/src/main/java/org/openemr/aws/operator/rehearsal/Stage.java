package org.openemr.aws.operator.rehearsal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.openemr.aws.operator.Pause;
import org.openemr.aws.operator.aws.Aws;

/** Puts the parts of a rehearsal together. */
public final class Stage {

    private Stage() {}

    /**
     * Plays a rehearsal from beginning to end.
     *
     * @param checkout the root of the checkout
     * @param tell where each act and each thing that was looked at is told
     * @throws org.openemr.aws.operator.Failure when something is not as it should be
     */
    public static void play(Path checkout, Map<String, String> surroundings, Pause pause, Consumer<String> tell) {
        var workshop = Workshop.of(checkout, surroundings, Emulator.freePort());
        tell.accept("Everything that programs print is in " + workshop.directory());
        try (var emulator = Emulator.start(workshop, pause)) {
            var aws = new Aws(Optional.empty(), Optional.empty(), workshop.environment(), notice -> {});
            new Rehearsal(emulator, new Installation(workshop, aws), new Account(aws), tell).play();
        }
    }
}
