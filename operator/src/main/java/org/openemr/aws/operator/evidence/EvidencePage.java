package org.openemr.aws.operator.evidence;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The evidence as one page that needs nothing else: no script, no picture, no request to anywhere. It prints with its contents first. */
final class EvidencePage {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 1rem; }
            nav ol { columns: 2; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: 0.85rem; width: 100%; }
            th, td { border-bottom: 1px solid #8886; overflow-wrap: anywhere; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
            td { min-width: 5rem; }
            th { white-space: nowrap; }
            .notice { border: 2px solid #b58900; padding: 0.5rem 1rem; }
            .missing { border-left: 0.3rem solid #c0392b; padding-left: 0.7rem; }
            .proposed { font-style: italic; }
            @media print {
              :root { color-scheme: light; }
              @page { size: A4 landscape; margin: 12mm; }
              body { font-size: 10px; max-width: none; padding: 0; }
              .scroll { overflow-x: visible; }
              section { break-before: page; }
              tr { break-inside: avoid; }
              thead { display: table-header-group; }
            }
            """;

    private EvidencePage() {}

    static String of(Evidence evidence) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="icon" href="data:,">
                <title>%1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <header>
                <h1>%1$s</h1>
                <p class="notice">%3$s</p>
                %4$s
                %5$s
                </header>
                <nav aria-label="Contents">
                <h2>Contents</h2>
                <ol>
                %6$s
                <li><a href="#crosswalk">Crosswalk to the HIPAA Security Rule</a></li>
                </ol>
                </nav>
                <main>
                %7$s
                %8$s
                </main>
                </body>
                </html>
                """.formatted(
                        text("Evidence of the deployment '%s'".formatted(evidence.deployment())),
                        STYLE,
                        text(Evidence.NO_CERTIFICATION),
                        facts(evidence),
                        missing(evidence.missing()),
                        evidence.chapters().stream()
                                .map(chapter -> "<li><a href=\"#%s\">%s</a></li>"
                                        .formatted(chapter.id(), text(chapter.title())))
                                .collect(Collectors.joining("\n")),
                        evidence.chapters().stream().map(EvidencePage::chapter).collect(Collectors.joining("\n")),
                        crosswalk(evidence));
    }

    private static String facts(Evidence evidence) {
        return table(
                List.of("of", "is"),
                List.of(
                        List.of("account", text(evidence.account())),
                        List.of("region", text(evidence.region())),
                        List.of("made", text(evidence.period().until().toString())),
                        List.of("events since", text(evidence.period().from().toString())),
                        List.of("made by", text(evidence.madeBy())),
                        List.of("made with", text("OpenEMR on AWS " + evidence.version()))));
    }

    private static String missing(List<String> missing) {
        return missing.isEmpty()
                ? "<p>Everything that was looked for could be read.</p>"
                : "<div class=\"missing\" role=\"note\"><p>Could not be read:</p><ul>%s</ul></div>"
                        .formatted(missing.stream()
                                .map(why -> "<li>" + text(why) + "</li>")
                                .collect(Collectors.joining()));
    }

    private static String chapter(Chapter chapter) {
        return """
                <section id="%s">
                <h2>%s</h2>
                <p>%s</p>
                %s
                %s
                %s
                </section>""".formatted(
                        chapter.id(),
                        text(chapter.title()),
                        text(chapter.about()),
                        chapter.missing().isEmpty() ? "" : missing(chapter.missing()),
                        content(chapter),
                        chapter.notes().stream()
                                .map(note -> "<p>" + text(note) + "</p>")
                                .collect(Collectors.joining("\n")));
    }

    private static String content(Chapter chapter) {
        if (chapter.rows().isEmpty()) {
            return chapter.missing().isEmpty() ? "<p>Nothing.</p>" : "";
        }
        return table(
                chapter.columns().stream().map(name -> name.replace('_', ' ')).toList(),
                chapter.rows().stream()
                        .map(row -> cells(chapter.columns(), row))
                        .toList());
    }

    private static List<String> cells(List<String> columns, Map<String, String> row) {
        return columns.stream()
                .map(column -> text(row.getOrDefault(column, "")))
                .toList();
    }

    private static String crosswalk(Evidence evidence) {
        var titles = evidence.chapters().stream().collect(Collectors.toMap(Chapter::id, Chapter::title));
        return """
                <section id="crosswalk">
                <h2>Crosswalk to the HIPAA Security Rule</h2>
                <p>45 CFR 164.308, 164.310 and 164.312, with controls of NIST SP 800-53 beside them. Rows that begin with "proposed" are of the rule that
                was proposed on January 6, 2025 (90 FR 898): they are not in force.</p>
                %s
                </section>""".formatted(table(
                List.of(
                        "rule",
                        "title",
                        "NIST 800-53",
                        "what the project provides, unless a setting turns it off",
                        "shown by",
                        "what remains yours"),
                evidence.requirements().stream()
                        .map(requirement -> requirement(requirement, titles))
                        .toList()));
    }

    private static List<String> requirement(Requirement requirement, Map<String, String> titles) {
        return List.of(
                requirement.isProposed()
                        ? "<span class=\"proposed\">" + text(requirement.rule()) + "</span>"
                        : text(requirement.rule()),
                text(requirement.title()),
                text(requirement.nist()),
                text(requirement.here().isEmpty() ? "nothing" : requirement.here()),
                requirement.chapters().stream()
                        .map(id -> "<a href=\"#%s\">%s</a>".formatted(id, text(titles.getOrDefault(id, id))))
                        .collect(Collectors.joining(", ")),
                text(requirement.yours()));
    }

    /** Cells that are HTML already. */
    private static String table(List<String> head, List<List<String>> rows) {
        return """
                <div class="scroll" tabindex="0"><table>
                <thead><tr>%s</tr></thead>
                <tbody>
                %s
                </tbody></table></div>""".formatted(
                        head.stream()
                                .map(name -> "<th scope=\"col\">" + text(name) + "</th>")
                                .collect(Collectors.joining()),
                        rows.stream()
                                .map(row -> row.stream()
                                        .map(cell -> "<td>" + cell + "</td>")
                                        .collect(Collectors.joining("", "<tr>", "</tr>")))
                                .collect(Collectors.joining("\n")));
    }

    /** What AWS or somebody else wrote, as text. */
    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
