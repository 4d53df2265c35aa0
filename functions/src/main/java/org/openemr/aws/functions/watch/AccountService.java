package org.openemr.aws.functions.watch;

import org.openemr.aws.functions.customresource.CustomResourceRequest;

/** Something that an account has once, in a region or at all, and that somebody else may have made before. */
interface AccountService {

    /**
     * Makes it where it is not there, finishes it where this deployment made it, and leaves it as it is where somebody else did.
     *
     * @throws RuntimeException when AWS refuses, with its words
     */
    Adoption adopt(CustomResourceRequest request);
}
