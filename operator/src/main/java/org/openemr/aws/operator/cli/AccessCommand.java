package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.settings.CdkJsonFile;
import picocli.CommandLine.Command;

@Command(name = "access", description = "See and change who may connect.")
final class AccessCommand extends CommandGroup {

    private static final String DEPLOY =
            "What it does: openemr plan. To apply it: npx cdk deploy --exclusively NetworkStack";

    /**
     * The stacks that a change touches.
     *
     * @param before the file as it was
     * @param after the file as it is: over IPv6 the site has a record of its own
     */
    static String howToApply(CdkJsonFile before, CdkJsonFile after) {
        var ipv6Changes = AccessChange.blocks(before, AccessChange.IPV6).isEmpty()
                != AccessChange.blocks(after, AccessChange.IPV6).isEmpty();
        var hasDomain = after.context().get("route53_domain") != null;
        return ipv6Changes && hasDomain ? DEPLOY + " DnsStack" : DEPLOY;
    }
}
