package org.openemr.aws.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where everything stands, as the <a href="https://eclipse.dev/elk/">Eclipse Layout Kernel</a> lays it out: from left to right, each stack around
 * its parts.
 *
 * @param stacks by id
 * @param parts of all stacks, and what is outside
 * @param lines between them
 */
record Layout(double width, double height, Map<String, Box> stacks, Map<Part, Box> parts, List<Line> lines) {

    static final double PART_WIDTH = 220;
    static final double PART_HEIGHT = 44;

    private static final double TITLE_HEIGHT = 34;
    private static final double PADDING = 14;
    private static final double BETWEEN_PARTS = 18;
    private static final double BETWEEN_LAYERS = 44;

    static Layout of(Landscape landscape) {
        return new Drawing(landscape).layout();
    }

    /** The graph that the kernel lays out, and what of it is what. */
    private static final class Drawing {

        private final Landscape landscape;
        private final ElkNode graph = ElkGraphUtil.createGraph();
        private final Map<String, ElkNode> stacks = new LinkedHashMap<>();
        private final Map<Part, ElkNode> parts = new LinkedHashMap<>();
        private final Map<Connection, ElkEdge> edges = new LinkedHashMap<>();

        private Drawing(Landscape landscape) {
            this.landscape = landscape;
            graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
            graph.setProperty(LayeredOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
            options(graph);
            landscape.stacks().forEach(this::addStack);
            landscape.partsOf(Part.OUTSIDE).forEach(part -> addPart(graph, part));
            landscape
                    .connections()
                    .forEach(connection -> edges.put(
                            connection,
                            ElkGraphUtil.createSimpleEdge(parts.get(connection.from()), parts.get(connection.to()))));
        }

        private void addStack(String id) {
            var members = landscape.partsOf(id);
            var node = ElkGraphUtil.createNode(graph);
            options(node);
            node.setProperty(LayeredOptions.PADDING, new ElkPadding(TITLE_HEIGHT, PADDING, PADDING, PADDING));
            stacks.put(id, node);
            members.forEach(part -> addPart(node, part));
            if (members.isEmpty()) {
                node.setDimensions(PART_WIDTH, TITLE_HEIGHT);
            }
        }

        private void addPart(ElkNode parent, Part part) {
            var node = ElkGraphUtil.createNode(parent);
            node.setDimensions(PART_WIDTH, PART_HEIGHT);
            parts.put(part, node);
        }

        private static void options(ElkNode node) {
            node.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
            node.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
            node.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_PARTS);
            node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        }

        private Layout layout() {
            new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
            var stackBoxes = new LinkedHashMap<String, Box>();
            stacks.forEach((id, node) -> stackBoxes.put(id, box(node)));
            var partBoxes = new LinkedHashMap<Part, Box>();
            parts.forEach((part, node) -> partBoxes.put(part, box(node)));
            var lines = new ArrayList<Line>();
            edges.forEach((connection, edge) -> lines.add(new Line(connection, points(edge))));
            return new Layout(graph.getWidth(), graph.getHeight(), stackBoxes, partBoxes, lines);
        }

        /** The kernel counts from the upper left corner of what is around. */
        private Box box(ElkNode node) {
            var corner = corner(node);
            return new Box(corner.x(), corner.y(), node.getWidth(), node.getHeight());
        }

        private Line.Point corner(ElkNode node) {
            var parent = node.getParent();
            if (parent == null) {
                return new Line.Point(0, 0);
            }
            var outer = corner(parent);
            return new Line.Point(outer.x() + node.getX(), outer.y() + node.getY());
        }

        private List<Line.Point> points(ElkEdge edge) {
            var origin = corner(edge.getContainingNode());
            return edge.getSections().stream()
                    .flatMap(Drawing::points)
                    .map(point -> new Line.Point(origin.x() + point.x(), origin.y() + point.y()))
                    .toList();
        }

        private static Stream<Line.Point> points(ElkEdgeSection section) {
            return Stream.of(
                            Stream.of(new Line.Point(section.getStartX(), section.getStartY())),
                            section.getBendPoints().stream().map(bend -> new Line.Point(bend.getX(), bend.getY())),
                            Stream.of(new Line.Point(section.getEndX(), section.getEndY())))
                    .flatMap(points -> points);
        }
    }
}
