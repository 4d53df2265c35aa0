package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.evidence.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Compare the files of a folder with its manifest. Ends with 1 when something was changed, added or taken away.",
            "Shows the SHA-256 of the manifest itself: written down elsewhere when the folder was made, it tells that nobody made another one."
        })
final class EvidenceVerifyCommand extends OperatorCommand {

    @Parameters(paramLabel = "FOLDER", description = "What openemr evidence wrote.")
    private Path folder;

    EvidenceVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var directory = surroundings().here().resolve(folder);
        var differences = Manifest.differences(directory);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("folder", directory.toString());
        facts.put("unchanged", differences.isEmpty());
        facts.put("manifest_sha256", digest(directory.resolve(Manifest.FILE)));
        results().facts(facts);
        differences.forEach(this::say);
        return differences.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private static String digest(Path manifest) {
        try {
            return Manifest.sha256(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
