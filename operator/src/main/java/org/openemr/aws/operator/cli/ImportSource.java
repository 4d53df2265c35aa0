package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openemr.aws.operator.imports.Dump;
import org.openemr.aws.operator.imports.DumpSummary;
import org.openemr.aws.operator.imports.EncryptionKeys;
import org.openemr.aws.operator.imports.Inspection;
import org.openemr.aws.operator.imports.SiteFiles;
import org.openemr.aws.operator.imports.SiteSummary;
import picocli.CommandLine.Option;

/** The installation that is brought over, and what was seen of it. */
final class ImportSource {

    private static final int MOST_CODE_NAMED = 10;

    @Option(
            names = "--database",
            paramLabel = "FILE",
            required = true,
            description =
                    "The dump of its database, plain or packed with gzip, as mysqldump or mariadb-dump writes it.")
    private Path database;

    @Option(
            names = "--files",
            paramLabel = "PATH",
            required = true,
            description =
                    "The folder sites, or one site: a tar file, packed with gzip or not, a zip file, or a directory.")
    private Path files;

    @Option(
            names = "--with-code",
            description = "Bring programs of the site, too (PHP and the like), which run in OpenEMR. Read them first.")
    private boolean withCode;

    /**
     * What was seen.
     *
     * @param database the dump
     * @param files the archive
     */
    record Seen(DumpSummary database, SiteSummary files, Inspection inspection) {}

    Dump dump(Path directory) {
        return new Dump(directory.resolve(database));
    }

    SiteFiles siteFiles(Path directory) {
        return new SiteFiles(directory.resolve(files), withCode);
    }

    /**
     * Reads all of it; nothing leaves this machine.
     *
     * @param directory where paths begin
     */
    Seen inspect(Path directory) {
        var dump = dump(directory).inspect();
        dump.requireOpenEmr();
        var site = siteFiles(directory).inspect();
        EncryptionKeys.require(dump, site);
        return new Seen(
                dump,
                site,
                new Inspection(
                        identity(directory.resolve(database)),
                        identity(directory.resolve(files)),
                        dump.version(),
                        dump.tables(),
                        withCode));
    }

    /** What tells a file from one that was written in its place. A directory may change without a trace. */
    private static String identity(Path path) {
        try {
            return Files.isDirectory(path)
                    ? ""
                    : "%s %d %s".formatted(path.getFileName(), Files.size(path), Files.getLastModifiedTime(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people and scripts. */
    static Map<String, Object> facts(Seen seen) {
        var dump = seen.database();
        var site = seen.files();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("openemr", dump.version());
        facts.put("written_by", dump.server().isEmpty() ? "not said" : dump.server());
        facts.put("complete", dump.complete() ? "yes" : "not said: see that its last line is there");
        facts.put("tables", dump.tables().size());
        facts.put("rows", seen.inspection().rowCount());
        facts.put("patients", dump.rows("patient_data"));
        facts.put("encounters", dump.rows("form_encounter"));
        facts.put("users", dump.rows("users"));
        facts.put(
                "views_triggers_routines",
                dump.views().size() + dump.triggers().size() + dump.routines().size());
        facts.put("belonged_to", String.join(", ", dump.definers()));
        facts.put("engines", counted(dump.engines()));
        facts.put("character_sets", String.join(", ", dump.characterSets()));
        facts.put("left_out_of_the_dump", counted(dump.leftOut()));
        facts.put("site", site.root().isEmpty() ? "the archive itself" : site.root());
        facts.put("files", site.files());
        facts.put("size_bytes", site.bytes());
        facts.put("documents", site.documents());
        facts.put("encrypted_documents", site.encrypted());
        facts.put("keys", EncryptionKeys.words(dump, site));
        facts.put("programs", code(site));
        facts.put("caches_left_out", site.caches());
        return facts;
    }

    private static String counted(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String code(SiteSummary site) {
        var code = site.code();
        if (code.isEmpty()) {
            return "none";
        }
        var named = String.join(", ", code.subList(0, Math.min(code.size(), MOST_CODE_NAMED)));
        return "%d (%s%s)".formatted(code.size(), named, code.size() > MOST_CODE_NAMED ? ", ..." : "");
    }
}
