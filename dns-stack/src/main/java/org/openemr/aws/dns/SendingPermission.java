package org.openemr.aws.dns;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.compliance.Accepted;
import org.openemr.aws.constructs.permission.ResourceArn;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.IConstruct;

/**
 * What sending needs. Amazon SES authorises more than the sender's identity: the configuration set, also when it is only the
 * identity's default, and in the sandbox the identity of each recipient. All of it is bound by the address that mail comes from. See
 * the resource types of {@code ses:SendRawEmail} in the <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html">Service Authorization Reference</a>,
 * and <a href="https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html">controlling access</a>.
 *
 * @param configurationSet the name of the configuration set that mail goes out with
 */
record SendingPermission(String configurationSet) {

    /**
     * The statement.
     *
     * @param operator how the sender's address is compared, for example {@code StringEquals}
     * @param senders addresses that may be in From
     */
    PolicyStatement of(String operator, List<String> senders) {
        return PolicyStatement.Builder.create()
                .actions(List.of("ses:SendEmail", "ses:SendRawEmail"))
                .resources(List.of(arn("configuration-set/" + configurationSet), anyIdentity()))
                .conditions(Map.of(operator, Map.of("ses:FromAddress", senders)))
                .build();
    }

    /** Accepts the wildcard on what has the statement. */
    static void acceptOn(IConstruct policy) {
        Accepted.wildcardResource(
                policy,
                anyIdentity(),
                "In the sandbox SES also authorises the recipient's identity, which can be any; the sender is bound by condition.");
    }

    private static String anyIdentity() {
        return arn("identity/*");
    }

    private static String arn(String resource) {
        return ResourceArn.of("ses", resource);
    }
}
