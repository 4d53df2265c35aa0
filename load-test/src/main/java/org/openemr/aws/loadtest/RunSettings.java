package org.openemr.aws.loadtest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run does. It comes to the program that makes the load as system properties, and what is secret in files that these name.
 *
 * @param target the address of the site
 * @param users who work at the same time
 * @param seconds how long, at most
 * @param visits after how many patients a person ends, or pages a client; without it they go on until the time is over
 * @param thinkSeconds the mean of the time between two actions of a person
 * @param firstPatient the number (pid) of the first patient whose chart is opened
 * @param lastPatient the number of the last one
 * @param writes whether visits and documents are added to these patients
 * @param accounts a CSV file with the columns username and password; without one nobody signs in
 * @param portalAccounts the same of patients, for the portal
 * @param apiTokenFile a file with an access token for the FHIR API
 * @param percentile95 what 95 of 100 requests may take, in milliseconds
 * @param failedPercent how many of 100 requests may fail
 */
record RunSettings(
        String target,
        int users,
        int seconds,
        Optional<Integer> visits,
        double thinkSeconds,
        int firstPatient,
        int lastPatient,
        boolean writes,
        Optional<String> accounts,
        Optional<String> portalAccounts,
        Optional<String> apiTokenFile,
        int percentile95,
        double failedPercent) {

    private static final String PREFIX = "load.";

    /** For the command line of the program that makes the load. */
    List<String> properties() {
        var values = new TreeMap<String, Object>(Map.of(
                "target", target,
                "users", users,
                "seconds", seconds,
                "think", thinkSeconds,
                "firstPatient", firstPatient,
                "lastPatient", lastPatient,
                "writes", writes,
                "percentile95", percentile95,
                "failedPercent", failedPercent));
        visits.ifPresent(number -> values.put("visits", number));
        accounts.ifPresent(file -> values.put("accounts", file));
        portalAccounts.ifPresent(file -> values.put("portalAccounts", file));
        apiTokenFile.ifPresent(file -> values.put("apiTokenFile", file));
        return values.entrySet().stream()
                .map(value -> "-D" + PREFIX + value.getKey() + "=" + value.getValue())
                .toList();
    }

    /** In the program that makes the load. */
    static RunSettings ofThisProcess() {
        return new RunSettings(
                required("target"),
                Integer.parseInt(required("users")),
                Integer.parseInt(required("seconds")),
                optional("visits").map(Integer::valueOf),
                Double.parseDouble(required("think")),
                Integer.parseInt(required("firstPatient")),
                Integer.parseInt(required("lastPatient")),
                Boolean.parseBoolean(required("writes")),
                optional("accounts"),
                optional("portalAccounts"),
                optional("apiTokenFile"),
                Integer.parseInt(required("percentile95")),
                Double.parseDouble(required("failedPercent")));
    }

    private static String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException("no property " + PREFIX + name));
    }

    private static Optional<String> optional(String name) {
        return Optional.ofNullable(System.getProperty(PREFIX + name));
    }
}
