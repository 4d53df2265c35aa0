package org.openemr.aws.functions.watch;

import java.util.List;

/**
 * What was found, or made.
 *
 * @param id what AWS calls it
 * @param owner who made it
 * @param lacks what the setting asks for and somebody else's has not, each with what turns it on
 */
record Adoption(String id, Owner owner, List<String> lacks) {

    /** Who made something. */
    enum Owner {
        THIS_DEPLOYMENT("on, made by this deployment", "made by this deployment"),
        SOMEBODY_ELSE("on, was there before and is left as it is", "was there before and is left as it is"),
        UNKNOWN("on; AWS does not tell who turned it on", "was there before and is left as it is");

        private final String whole;
        private final String lacking;

        Owner(String whole, String lacking) {
            this.whole = whole;
            this.lacking = lacking;
        }
    }

    static Adoption ofThisDeployment(String id) {
        return new Adoption(id, Owner.THIS_DEPLOYMENT, List.of());
    }

    static Adoption ofSomebodyElse(String id, List<String> lacks) {
        return new Adoption(id, Owner.SOMEBODY_ELSE, lacks);
    }

    /** In a sentence, for outputs of the stack. */
    String sentence() {
        return lacks.isEmpty() ? owner.whole : owner.lacking + ", but " + String.join("; ", lacks);
    }
}
