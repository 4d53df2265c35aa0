package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openemr.aws.operator.Failure;

/** Writes evidence: a page for people, the same for programs, and a manifest of both. */
public final class EvidenceFolder {

    private static final String PAGE = "index.html";

    private EvidenceFolder() {}

    /**
     * Writes into a folder that is not there yet, which nobody else on this computer may open: what was collected once is never written over.
     *
     * @return the page
     */
    public static Path write(Evidence evidence, Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(folder.resolve(PAGE), EvidencePage.of(evidence));
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve("evidence.json").toFile(), facts(evidence));
            Manifest.of(folder).write(folder);
            return folder.resolve(PAGE);
        } catch (FileAlreadyExistsException e) {
            throw Failure.usage("%s is there already: name another one with --to".formatted(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> facts(Evidence evidence) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("notice", Evidence.NO_CERTIFICATION);
        facts.put("deployment", evidence.deployment());
        facts.put("account", evidence.account());
        facts.put("region", evidence.region());
        facts.put("made", evidence.period().until().toString());
        facts.put("events_since", evidence.period().from().toString());
        facts.put("made_by", evidence.madeBy());
        facts.put("version", evidence.version());
        facts.put("missing", evidence.missing());
        facts.put("chapters", evidence.chapters());
        facts.put("crosswalk", evidence.requirements());
        return facts;
    }
}
