package org.openemr.aws.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.plan.InstallationChange;
import org.openemr.aws.plan.Installed;
import org.openemr.aws.plan.Slots;
import org.openemr.aws.plan.Template;

/**
 * Who has what only one resource can have, over all configurations. A slot with two owners makes some change of configuration fail
 * with "already exists": each has one. ADR 14.
 */
final class SlotOwners {

    private final Map<String, Owner> owners = new HashMap<>();

    /**
     * Adds the slots of a configuration.
     *
     * @return those that another resource owns in a configuration added before
     */
    synchronized List<String> conflicts(String configuration, Map<String, SynthesisedTemplate> templates) {
        var parsed = new HashMap<String, Template>();
        templates.forEach((stack, template) -> parsed.put(stack, new Template(template.json())));
        var conflicts = new ArrayList<String>();
        InstallationChange.of(Installed.NOTHING, parsed)
                .after()
                .resources()
                .forEach(resource -> Slots.of(resource)
                        .flatMap(slot -> conflict(slot, new Owner(resource.address(), configuration)))
                        .ifPresent(conflicts::add));
        return conflicts;
    }

    private Optional<String> conflict(String slot, Owner owner) {
        var first = owners.putIfAbsent(slot, owner);
        return first == null || first.resource().equals(owner.resource())
                ? Optional.empty()
                : Optional.of("%s: %s with '%s', %s with '%s'"
                        .formatted(
                                slot,
                                first.resource(),
                                first.configuration(),
                                owner.resource(),
                                owner.configuration()));
    }

    private record Owner(String resource, String configuration) {}
}
