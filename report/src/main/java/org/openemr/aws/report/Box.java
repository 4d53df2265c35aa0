package org.openemr.aws.report;

/**
 * Where something stands in a picture, in pixels.
 *
 * @param x of the left edge
 * @param y of the upper edge
 */
record Box(double x, double y, double width, double height) {

    /** Whether two have something in common. */
    boolean overlaps(Box other) {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }

    /** Whether it is within another one. */
    boolean isIn(Box outer) {
        return x >= outer.x
                && y >= outer.y
                && x + width <= outer.x + outer.width
                && y + height <= outer.y + outer.height;
    }
}
