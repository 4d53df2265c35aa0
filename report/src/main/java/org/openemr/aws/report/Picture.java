package org.openemr.aws.report;

import static org.openemr.aws.report.Html.text;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The architecture of an installation as a picture (SVG): stacks around their parts, and what reaches what.
 *
 * @param layout where everything stands
 */
record Picture(Layout layout) {

    /** Colours in light and dark, and how everything is drawn. */
    static final String STYLE = Html.resource("picture.css");

    private static final int LONGEST = 27;

    /** The picture, which takes its colours from the style of the page it stands in, which has {@link #STYLE}. */
    String svg() {
        return svg("role=\"group\" aria-label=\"Architecture\"", "");
    }

    /** The picture as a file of its own, with its style in it. */
    String file(String label) {
        return svg(
                        "role=\"img\" aria-label=\"%s\" width=\"%s\" height=\"%s\""
                                .formatted(text(label), number(layout.width()), number(layout.height())),
                        "<style>\n#picture { background: var(--paper); }\n" + STYLE + "</style>\n")
                + "\n";
    }

    private String svg(String attributes, String style) {
        return """
                <svg id="picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$s" %6$s>
                %7$s<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
                %3$s
                %4$s
                %5$s
                </svg>""".formatted(
                        number(layout.width()),
                        number(layout.height()),
                        layout.stacks().entrySet().stream()
                                .map(stack -> stack(stack.getKey(), stack.getValue()))
                                .collect(Collectors.joining("\n")),
                        layout.lines().stream().map(Picture::line).collect(Collectors.joining("\n")),
                        layout.parts().entrySet().stream()
                                .map(part -> part(part.getKey(), part.getValue()))
                                .collect(Collectors.joining("\n")),
                        attributes,
                        style);
    }

    private static String stack(String id, Box box) {
        return """
                <g class="stack" data-stack="%1$s"><rect x="%2$s" y="%3$s" width="%4$s" height="%5$s" rx="8"/><text x="%6$s" y="%7$s">%1$s</text></g>""".formatted(
                        text(id),
                        number(box.x()),
                        number(box.y()),
                        number(box.width()),
                        number(box.height()),
                        number(box.x() + 14),
                        number(box.y() + 22));
    }

    private static String part(Part part, Box box) {
        return """
                <g class="part" tabindex="0" role="img" aria-label="%1$s, %2$s, in %3$s" data-name="%1$s" data-stack="%3$s"><title>%1$s, %2$s: %3$s/%4$s</title>\
                <rect x="%5$s" y="%6$s" width="%7$s" height="%8$s" rx="5"/><text x="%9$s" y="%10$s">%11$s</text><text class="kind" x="%9$s" y="%12$s">%2$s</text></g>""".formatted(
                        text(part.name()),
                        text(part.kind()),
                        text(part.address().stack()),
                        text(part.address().id()),
                        number(box.x()),
                        number(box.y()),
                        number(box.width()),
                        number(box.height()),
                        number(box.x() + 10),
                        number(box.y() + 19),
                        text(shortened(part.name())),
                        number(box.y() + 35));
    }

    private static String line(Line line) {
        var connection = line.connection();
        return """
                <g class="line %1$s" data-from="%2$s" data-to="%3$s"><title>%2$s to %3$s: %4$s</title><path d="M%5$s" marker-end="url(#arrow)"/></g>""".formatted(
                        connection.type().name().toLowerCase(Locale.ROOT),
                        text(connection.from().name()),
                        text(connection.to().name()),
                        text(connection.what()),
                        line.points().stream()
                                .map(point -> number(point.x()) + " " + number(point.y()))
                                .collect(Collectors.joining("L")));
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }
}
