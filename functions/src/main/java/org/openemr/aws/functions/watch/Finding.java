package org.openemr.aws.functions.watch;

/**
 * Something found that somebody should look at.
 *
 * @param severity CRITICAL or HIGH
 * @param title what is wrong, which findings of one kind share
 * @param resource where
 * @param help an address that says what to do, or empty
 */
record Finding(String severity, String title, String resource, String help) {}
