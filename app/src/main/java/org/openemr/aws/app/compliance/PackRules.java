package org.openemr.aws.app.compliance;

import io.github.cdklabs.cdknag.NagPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The rules of the packs with the controls they stand for, read from the list that cdk-nag itself ships. */
public final class PackRules {

    private static final Pattern ROW =
            Pattern.compile("\\| \\[?(?<rule>[A-Za-z0-9.]+(-[A-Za-z0-9]+)*)(]\\([^)]*\\))?[^|]*\\|(?<rest>.*)\\|\\s*");
    private static final Map<String, String> SECTIONS = sections();

    /**
     * A rule of a pack.
     *
     * @param id as findings name it
     * @param controls the ids of the controls it stands for; empty where the pack names none
     */
    public record Rule(String pack, String id, String controls) {}

    private PackRules() {}

    private static Map<String, String> sections() {
        var sections = new LinkedHashMap<String, String>();
        sections.put("AwsSolutions", "## AWS Solutions");
        sections.put("HIPAA.Security", "## HIPAA Security");
        sections.put("NIST.800.53.R5", "## NIST 800-53 rev 5");
        sections.put("PCI.DSS.321", "## PCI DSS 3.2.1");
        sections.put("Serverless", "## Serverless");
        return sections;
    }

    /** All rules, by pack and then in the order of the list. */
    public static List<Rule> all() {
        var text = list();
        var rules = new ArrayList<Rule>();
        SECTIONS.forEach((pack, heading) -> rules.addAll(rules(pack, section(text, heading))));
        return rules;
    }

    /** A section of the list without the rules that the pack leaves out. */
    private static String section(String text, String heading) {
        var start = text.indexOf("\n" + heading + "\n");
        var end = text.indexOf("\n## ", start + heading.length());
        var section = text.substring(start, end);
        var excluded = section.indexOf("\n### Excluded");
        return excluded < 0 ? section : section.substring(0, excluded);
    }

    private static List<Rule> rules(String pack, String section) {
        return section.lines()
                .map(ROW::matcher)
                .filter(row -> row.matches() && !row.group("rule").equals("Rule"))
                .map(row -> new Rule(pack, id(pack, row.group("rule")), controls(row.group("rest"))))
                .toList();
    }

    private static String id(String pack, String rule) {
        return rule.startsWith(pack) ? rule : pack + "-" + rule;
    }

    /** The third column, where there is one. */
    private static String controls(String rest) {
        var columns = rest.split("\\|", -1);
        return columns.length > 2 ? columns[2].strip() : "";
    }

    private static String list() {
        var archive = "/io/github/cdklabs/cdknag/cdk-nag@%s.jsii.tgz".formatted(version());
        try (var tar =
                new TarArchiveInputStream(new GzipCompressorInputStream(NagPack.class.getResourceAsStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("package/RULES.md")) {
                    return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            throw new IllegalStateException(archive + " holds no list of rules");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the jar's own name. */
    private static String version() {
        var jar = NagPack.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return jar.replaceAll(".*cdknag-([0-9.]+)\\.jar", "$1");
    }
}
