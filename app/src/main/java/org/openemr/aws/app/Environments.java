package org.openemr.aws.app;

import java.util.Optional;
import software.amazon.awscdk.Environment;

/** Where stacks are deployed. */
final class Environments {

    private Environments() {}

    /**
     * The account can be unknown: templates are made without credentials. When it is the one that is expected, the CDK's command line
     * deploys them with credentials of no other.
     */
    static Environment of(Optional<String> account, Optional<String> region) {
        return Environment.builder()
                .account(account.orElse(null))
                .region(region.orElse(null))
                .build();
    }
}
