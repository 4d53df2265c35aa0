package org.openemr.aws.report;

import static org.openemr.aws.report.Html.resource;
import static org.openemr.aws.report.Html.table;
import static org.openemr.aws.report.Html.text;
import static org.openemr.aws.report.Html.usd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openemr.aws.cost.Estimate;
import org.openemr.aws.cost.Part;
import org.openemr.aws.plan.Template;

/**
 * An installation on one page that asks nobody for anything: its picture, and what else templates, settings and prices say.
 *
 * @param deployment its name
 * @param region where it is
 * @param made when the page was made, in words
 * @param templates by stack id, in the order in which values flow
 * @param purposes what each stack is for, by its id
 * @param settings by key
 * @param estimate what it costs in a month, with the people that {@code people} says
 * @param people who work, in words
 * @param findings of compliance packs that are accepted, by pack
 * @param lastPage the page that was made before, which this one tells the changes from
 */
public record Report(
        String deployment,
        String region,
        String made,
        Map<String, Template> templates,
        Map<String, String> purposes,
        List<SettingInEffect> settings,
        Estimate estimate,
        String people,
        Map<String, Long> findings,
        Optional<String> lastPage) {

    /**
     * A setting.
     *
     * @param value as it is written, or that of a checkout that says nothing
     * @param usual the value that it has without anybody's doing
     * @param isChanged whether the two differ
     */
    public record SettingInEffect(String key, String value, String usual, boolean isChanged) {}

    /** The page, as HTML. */
    public String page() {
        var references = new References(templates);
        var landscape = Landscape.of(templates, references);
        var facts = Facts.of(this);
        var before = lastPage.flatMap(Facts::in);
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
                <p>%3$s</p>
                <nav aria-label="Contents"><a href="#architecture">Architecture</a> <a href="#stacks">Stacks</a> <a href="#network">Network</a> <a href="#contract">Shared values</a>
                <a href="#settings">Settings</a> <a href="#cost">Cost</a> <a href="#compliance">Compliance</a>%7$s</nav>
                </header>
                <main>
                %4$s
                </main>
                %6$s
                <script>
                %5$s</script>
                </body>
                </html>
                """.formatted(
                text("OpenEMR deployment '%s'".formatted(deployment)),
                Picture.STYLE + resource("report.css"),
                text("In %s, by what was synthesised; made %s.".formatted(region, made)),
                String.join(
                        "\n",
                        section("architecture", "Architecture", architecture(landscape)),
                        section("stacks", "Stacks, in the order of their deployment", stacks(landscape, references)),
                        section("network", "Who reaches whom over the network", network(landscape)),
                        section("contract", "Values that stacks share", contract(references)),
                        section("settings", "Settings", settingsInEffect()),
                        section("cost", "What it costs in a month, in US dollars", cost()),
                        section("compliance", "Findings of compliance packs that are accepted", compliance()),
                        before.map(last -> changes(facts, last)).orElse("")),
                resource("report.js"),
                facts.element(),
                before.isPresent() ? " <a href=\"#changes\">Changes</a>" : "");
    }

    private static String changes(Facts now, Facts before) {
        var changes = now.changesSince(before);
        return section(
                "changes",
                "Changed since the report of " + before.made(),
                changes.isEmpty() ? "<p>Nothing.</p>" : table(List.of("what", "before", "now"), changes));
    }

    private static String section(String id, String title, String content) {
        return "<section id=\"%s\">\n<h2>%s</h2>\n%s\n</section>".formatted(id, text(title), content);
    }

    private static String architecture(Landscape landscape) {
        return """
                <form id="tools" role="search" aria-label="Picture">
                <label>Find <input id="find" type="search" autocomplete="off"></label> <output id="found" for="find"></output>
                <button type="button" id="larger" aria-label="Larger">+</button><button type="button" id="smaller" aria-label="Smaller">−</button><button type="button" id="whole">Whole</button>
                <label><input id="networks" type="checkbox" checked> network</label>
                <label><input id="permissions" type="checkbox"> permissions</label>
                <label><input id="configurations" type="checkbox" checked> configuration</label>
                </form>
                <div id="stage" tabindex="0" role="region" aria-label="Picture, which scrolls">
                %s
                </div>
                <p>A line is a rule of a security group with its port, a permission that a role has, or a configuration; its text, and the text of a part, is shown where the pointer
                rests. Keys are left out of permissions.</p>""".formatted(new Picture(Layout.of(landscape)).svg());
    }

    private String stacks(Landscape landscape, References references) {
        return table(
                List.of("stack", "owns", "resources", "in the picture", "reads values of"),
                templates.entrySet().stream()
                        .map(stack -> List.of(
                                stack.getKey(),
                                Objects.toString(purposes.get(stack.getKey()), ""),
                                String.valueOf(stack.getValue().resources().size()),
                                String.valueOf(landscape.partsOf(stack.getKey()).size()),
                                String.join(
                                        ", ",
                                        new TreeSet<>(references
                                                .readBy(stack.getKey())
                                                .values()))))
                        .toList());
    }

    private static String network(Landscape landscape) {
        return table(
                List.of("from", "to", "ports"),
                landscape.connections().stream()
                        .filter(connection -> connection.type() == Connection.Type.NETWORK)
                        .map(connection -> List.of(
                                connection.from().name(), connection.to().name(), connection.what()))
                        .toList());
    }

    private String contract(References references) {
        var owners = new TreeMap<String, String>();
        var readers = new TreeMap<String, List<String>>();
        templates
                .keySet()
                .forEach(stack -> references.readBy(stack).forEach((path, owner) -> {
                    owners.put(path, owner);
                    readers.computeIfAbsent(path, any -> new ArrayList<>()).add(stack);
                }));
        return table(
                List.of("value", "of", "read by"),
                owners.entrySet().stream()
                        .map(owner -> List.of(
                                owner.getKey(),
                                owner.getValue(),
                                String.join(", ", readers.getOrDefault(owner.getKey(), List.of()))))
                        .toList());
    }

    private String settingsInEffect() {
        var columns = List.of("key", "value", "as shipped");
        return """
                %s
                <details>
                <summary>All %d settings</summary>
                %s
                </details>""".formatted(
                        table(
                                columns,
                                settings.stream()
                                        .filter(SettingInEffect::isChanged)
                                        .map(Report::row)
                                        .toList()),
                        settings.size(),
                        table(columns, settings.stream().map(Report::row).toList()));
    }

    private static List<String> row(SettingInEffect setting) {
        return List.of(setting.key(), setting.value(), setting.usual());
    }

    private String cost() {
        var rows = new ArrayList<List<String>>();
        for (var part : Part.values()) {
            if (estimate.high(part) >= 1) {
                rows.add(List.of(part.label(), usd(estimate.low(part)), usd(estimate.high(part))));
            }
        }
        rows.add(List.of("all", usd(estimate.low()), usd(estimate.high())));
        return "<p>%s</p>\n%s"
                .formatted(
                        text(
                                "Low when nobody works, high with %s. No discount, no tax; openemr cost says it line by line, with what is assumed and what nobody can tell before."
                                        .formatted(people)),
                        table(List.of("part", "low", "high"), rows));
    }

    private String compliance() {
        return "<p>%s</p>\n%s"
                .formatted(
                        text(
                                "Each has a reason, which docs/compliance.md has; one that is not accepted fails the synthesis."),
                        table(
                                List.of("pack", "accepted findings"),
                                findings.entrySet().stream()
                                        .map(pack -> List.of(pack.getKey(), String.valueOf(pack.getValue())))
                                        .toList()));
    }
}
