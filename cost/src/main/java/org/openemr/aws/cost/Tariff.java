package org.openemr.aws.cost;

import java.util.stream.Stream;

/** What resources of one type are charged for. */
@FunctionalInterface
interface Tariff {

    /** The charges for one of them in a month, each one always in the same place, whatever it is used for. */
    Stream<Charge> of(DeployedResource resource, Installation installation);

    /** A charge that is there as long as the resource is. */
    static Tariff standing(Part part, String item, double quantity, String key) {
        return (resource, installation) -> Stream.of(new Charge(part, item, quantity, key));
    }
}
