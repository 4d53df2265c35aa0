package org.openemr.aws.contracts;

/** What the set-up task writes and others look for. */
public final class SetUpReport {

    private SetUpReport() {}

    /** What it writes when a setting of OpenEMR has the value that was wanted. */
    public static String inEffect(String setting) {
        return "Setting " + setting + " is in effect";
    }
}
