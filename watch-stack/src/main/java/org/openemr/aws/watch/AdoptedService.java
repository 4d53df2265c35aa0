package org.openemr.aws.watch;

import software.amazon.awscdk.CustomResource;

/**
 * Something that the account has once, found or made.
 *
 * @param resource what looks for it in each deployment
 */
record AdoptedService(CustomResource resource) {

    /** What AWS calls it, known when CloudFormation deploys. */
    String id() {
        return resource.getAttString("Id");
    }

    /** In a sentence, whose it is and what it lacks. */
    String state() {
        return resource.getAttString("State");
    }
}
