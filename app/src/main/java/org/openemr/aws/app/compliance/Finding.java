package org.openemr.aws.app.compliance;

import java.util.Optional;

/**
 * What a rule of a pack says of one resource.
 *
 * @param pack the pack's name, for example {@code HIPAA.Security}
 * @param id as the pack prints it, with the pack, and with the action or resource it is about where it names one
 * @param path of the construct
 * @param reason the control that compensates for it, where it is accepted
 */
public record Finding(String pack, String id, String path, Optional<String> reason) {

    /** The rule as the pack lists it. */
    public String listedId() {
        return id.replaceAll("\\[.*", "");
    }

    /** The rule without its pack and without the part that names one action or resource. */
    public String rule() {
        return listedId().substring(pack.length() + 1);
    }

    /** The action or resource that the finding is about, where the rule names one. */
    public Optional<String> subject() {
        var bracket = id.indexOf('[');
        return bracket < 0 ? Optional.empty() : Optional.of(id.substring(bracket + 1, id.length() - 1));
    }

    /** The same with other names in the paths and ids. */
    public Finding replacing(String name, String other) {
        return new Finding(pack, id.replace(name, other), path.replace(name, other), reason);
    }
}
