package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * JSON as a reviewer wants to read it: keys sorted, and what fits on a line on one line, so that a reference or a tag is one line
 * and not three.
 */
final class ReviewableJson {

    private static final int WIDTH = 120;
    private static final String STEP = "  ";

    private ReviewableJson() {}

    /** The text, with a line end behind it. */
    static String of(JsonNode node) {
        return written(node, "", 0) + "\n";
    }

    /** One value; {@code before} is what stands before it on its line besides the indentation. */
    private static String written(JsonNode node, String indent, int before) {
        var line = onOneLine(node);
        if (!node.isContainerNode() || indent.length() + before + line.length() < WIDTH) {
            return line;
        }
        var inner = indent + STEP;
        return node.isObject()
                ? sorted(node).entrySet().stream()
                        .map(entry -> inner + entry.getKey() + ": "
                                + written(
                                        entry.getValue(), inner, entry.getKey().length() + 2))
                        .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"))
                : StreamSupport.stream(node.spliterator(), false)
                        .map(element -> inner + written(element, inner, 0))
                        .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }

    private static String onOneLine(JsonNode node) {
        if (node.isObject()) {
            return sorted(node).entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + onOneLine(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(ReviewableJson::onOneLine)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return node.toString();
    }

    /** The members of an object by their names as JSON writes them. */
    private static TreeMap<String, JsonNode> sorted(JsonNode object) {
        var members = new TreeMap<String, JsonNode>();
        object.properties()
                .forEach(entry -> members.put(TextNode.valueOf(entry.getKey()).toString(), entry.getValue()));
        return members;
    }
}
