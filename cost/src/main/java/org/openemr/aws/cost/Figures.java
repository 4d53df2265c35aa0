package org.openemr.aws.cost;

/** Numbers as people write them. */
public final class Figures {

    private Figures() {}

    /** Without a fraction where there is none: 2 and 0.5, not 2.0. */
    public static String text(double number) {
        return String.valueOf(number).replaceFirst("\\.0$", "");
    }
}
