package org.openemr.aws.app;

import java.util.List;
import java.util.stream.Collectors;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.contracts.ProjectVersion;

/**
 * One template as it is kept, with the configurations that have it.
 *
 * @param stack the stack's id
 * @param configurations in their order; the first names the file
 * @param text the template, without what changes with every build and says nothing
 */
record Snapshot(String stack, List<Configuration> configurations, String text) {

    /** The template in the form that is kept: hashes of assets and the version of the project are left out. */
    static String normalised(SynthesisedTemplate template) {
        var told = template.json()
                .toString()
                .replaceAll("[0-9a-f]{64}", "<hash>")
                .replace('"' + ProjectVersion.current() + '"', "\"<version>\"");
        return ReviewableJson.of(SynthesisedTemplate.parse(told).json());
    }

    /** Where it is kept, below the directory of snapshots. */
    String file() {
        return stack + "/" + configurations.get(0).label() + ".json";
    }

    /** Its line in the index. */
    String indexed() {
        return file() + ": " + labels();
    }

    /** The names of the configurations. */
    String labels() {
        return configurations.stream().map(Configuration::label).collect(Collectors.joining(", "));
    }
}
