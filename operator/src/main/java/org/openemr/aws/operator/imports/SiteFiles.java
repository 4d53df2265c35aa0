package org.openemr.aws.operator.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;

/** The folder {@code sites} of an installation, or one site of it, wherever it lies in an archive. It is read, and packed anew. */
public final class SiteFiles {

    private static final String CONFIGURATION = "sqlconf.php";
    private static final String DOCUMENTS = "/documents/";
    private static final int MOST_CODE_SHOWN = 1000;
    private static final int BEGIN = 512;

    /** Apache would run it, or obey it. */
    private static final Pattern CODE = Pattern.compile(
            "(?i)(.*/)?([^/]*\\.(php[0-9]?|phtml|phps|phar|inc|pl|cgi|py|sh|so)|\\.htaccess|\\.user\\.ini)");

    /** The deployment has its own. */
    private static final Pattern OWN =
            Pattern.compile("(sqlconf\\.php|docker-[^/]*|documents/certificates/(mysql|redis)-[^/]*)(/.*)?");

    private static final Pattern NEEDED_DIRECTORY =
            Pattern.compile("documents(/certificates|/logs_and_misc(/methods)?)?");

    private static final Pattern CACHE = Pattern.compile("documents/(smarty|temp|mpdf/pdf_tmp|mpdf/ttfontdata)/.+");
    private static final Pattern DOCUMENT = Pattern.compile("documents/[0-9]+/.+");
    private static final Pattern KEY = Pattern.compile("documents/logs_and_misc/methods/.+");

    /** As OpenEMR's encryption writes it: the number of its version in three digits, then Base64. */
    private static final Pattern ENCRYPTED = Pattern.compile("00[1-9][A-Za-z0-9+/=]+");

    private static final Pattern ENCRYPTED_EARLY = Pattern.compile("00[1-3].*");

    private final Archive archive;
    private final ArchiveLimits limits;
    private final boolean withCode;

    /**
     * The files of a site.
     *
     * @param path a directory, a zip file, or a tar file
     * @param withCode whether programs in it come along
     */
    public SiteFiles(Path path, boolean withCode) {
        this(archive(path), ArchiveLimits.USUAL, withCode);
    }

    SiteFiles(Archive archive, ArchiveLimits limits, boolean withCode) {
        this.archive = archive;
        this.limits = limits;
        this.withCode = withCode;
    }

    private static Archive archive(Path path) {
        try {
            return Archive.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads all of it.
     *
     * @throws Failure when something in it must not be there, or when it is not one site
     */
    public SiteSummary inspect() {
        var root = root();
        return write(root, OutputStream.nullOutputStream());
    }

    /**
     * Packs what comes along into a tar file, with paths below the site.
     *
     * @param out what is not closed
     */
    public SiteSummary pack(OutputStream out) {
        return write(root(), out);
    }

    /**
     * Where the one site lies: where its configuration is, and its documents. OpenEMR has a file of that name elsewhere, too, and what is deeper
     * is a backup of somebody.
     */
    private String root() {
        var configured = new ArrayList<String>();
        var withDocuments = new HashSet<String>();
        pass((path, entry, content) -> {
            if (path.equals(CONFIGURATION) || path.endsWith("/" + CONFIGURATION)) {
                configured.add(parent(path, CONFIGURATION.length()));
            }
            var whole = "/" + path + "/";
            for (var at = whole.indexOf(DOCUMENTS); at >= 0; at = whole.indexOf(DOCUMENTS, at + 1)) {
                withDocuments.add(path.substring(0, Math.max(0, at - 1)));
            }
        });
        var found = configured.stream().filter(withDocuments::contains).toList();
        var depth = found.stream().mapToInt(SiteFiles::depth).min().orElse(0);
        var sites = found.stream()
                .filter(path -> depth(path) == depth)
                .sorted(Comparator.naturalOrder())
                .toList();
        if (sites.isEmpty()) {
            throw Failure.failed(
                    "There is no site in the archive, with its %s and its documents: pack the folder sites of the installation, or a site in it."
                            .formatted(CONFIGURATION));
        }
        if (sites.size() > 1) {
            throw Failure.failed(
                    "The installation has %d sites (%s). A deployment has one: bring each into a deployment of its own, from an archive of its folder alone."
                            .formatted(sites.size(), String.join(", ", sites)));
        }
        return sites.get(0);
    }

    private static String parent(String path, int nameLength) {
        return path.substring(0, Math.max(0, path.length() - nameLength - 1));
    }

    private static int depth(String path) {
        return path.isEmpty() ? 0 : path.split("/", -1).length;
    }

    private SiteSummary write(String root, OutputStream out) {
        var prefix = root.isEmpty() ? "" : root + "/";
        var counts = new Counts();
        try {
            var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            pass((path, entry, content) -> {
                if (entry.kind() == ArchivedEntry.Kind.FILE && path.startsWith(prefix)) {
                    file(path.substring(prefix.length()), entry, content, tar, counts);
                }
            });
            tar.finish();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts.summary(root);
    }

    private void file(String path, ArchivedEntry entry, InputStream content, TarArchiveOutputStream tar, Counts counts)
            throws IOException {
        if (OWN.matcher(path).matches()) {
            return;
        }
        if (NEEDED_DIRECTORY.matcher(path).matches()) {
            throw Failure.failed("The archive has a file %s, where OpenEMR has a directory.".formatted(path));
        }
        if (CACHE.matcher(path).matches()) {
            counts.caches++;
            return;
        }
        if (CODE.matcher(path).matches()) {
            counts.note(path);
            if (!withCode) {
                return;
            }
        }
        var packed = new TarArchiveEntry(path);
        packed.setSize(entry.size());
        packed.setMode(0100600);
        packed.setLastModifiedTime(FileTime.from(entry.modified()));
        tar.putArchiveEntry(packed);
        var begin = content.readNBytes(BEGIN);
        tar.write(begin);
        content.transferTo(tar);
        tar.closeArchiveEntry();
        counts.bring(path, entry.size(), begin);
    }

    /** What a pass does with each entry that may be there. */
    private interface Step {
        void take(String path, ArchivedEntry entry, InputStream content) throws IOException;
    }

    private void pass(Step step) {
        try {
            var rules = new ArchiveRules(limits, archive.packedSize());
            archive.visit((entry, content) -> {
                var path = rules.accepted(entry);
                var counted = new CountedContent(entry, content, rules);
                step.take(path, entry, counted);
                counted.readToEnd();
            });
        } catch (EOFException | ZipException e) {
            throw new Failure(ExitStatus.FAILED, "The archive is not whole: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Failure(ExitStatus.FAILED, "The archive cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitStatus.FAILED, "The archive is no tar file: " + e.getMessage(), e);
        }
    }

    /** What is counted on the way. */
    private static final class Counts {

        private final List<String> code = new ArrayList<>();
        private long files;
        private long bytes;
        private long documents;
        private long encrypted;
        private long encryptedEarly;
        private final List<String> keys = new ArrayList<>();
        private long caches;

        void note(String path) {
            if (code.size() < MOST_CODE_SHOWN) {
                code.add(path);
            }
        }

        void bring(String path, long size, byte[] begin) {
            files++;
            bytes += size;
            if (KEY.matcher(path).matches()) {
                keys.add(path.substring(path.lastIndexOf('/') + 1));
            }
            if (DOCUMENT.matcher(path).matches()) {
                documents++;
                var text = new String(begin, StandardCharsets.ISO_8859_1);
                if (ENCRYPTED.matcher(text).matches()) {
                    encrypted++;
                    encryptedEarly += ENCRYPTED_EARLY.matcher(text).matches() ? 1 : 0;
                }
            }
        }

        SiteSummary summary(String root) {
            return new SiteSummary(
                    root,
                    files,
                    bytes,
                    documents,
                    encrypted,
                    encryptedEarly,
                    List.copyOf(keys),
                    List.copyOf(code),
                    caches);
        }
    }
}
