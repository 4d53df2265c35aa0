package org.openemr.aws.report;

import java.util.List;

/**
 * A connection as it is drawn.
 *
 * @param connection what it is
 * @param points where it goes, in pixels
 */
record Line(Connection connection, List<Point> points) {

    /** A point of a picture, in pixels. */
    record Point(double x, double y) {}
}
