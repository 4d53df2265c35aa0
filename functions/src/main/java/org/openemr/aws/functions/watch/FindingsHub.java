package org.openemr.aws.functions.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.securityhub.model.ResourceNotFoundException;
import software.amazon.awssdk.services.securityhub.model.StandardsSubscription;
import software.amazon.awssdk.services.securityhub.model.StandardsSubscriptionRequest;

/** Security Hub (CSPM) with AWS's foundational standard. */
final class FindingsHub implements AccountService {

    /** In the ARN of the standard, which has the partition and the region in it, too. */
    private static final String STANDARD = "/aws-foundational-security-best-practices/";

    private final SecurityHubClient securityHub;

    FindingsHub(SecurityHubClient securityHub) {
        this.securityHub = securityHub;
    }

    @Override
    public Adoption adopt(CustomResourceRequest request) {
        var tag = DeploymentTag.of(request);
        var found = arn();
        if (found.isEmpty()) {
            securityHub.enableSecurityHub(
                    enable -> enable.enableDefaultStandards(false).tags(tag.asMap()));
        }
        var arn = found.or(this::arn)
                .orElseThrow(() -> new IllegalStateException("Security Hub was turned on, and is not there"));
        if (!isOf(arn, tag)) {
            return Adoption.ofSomebodyElse(arn, lacks());
        }
        if (!hasStandard()) {
            securityHub.batchEnableStandards(
                    enable -> enable.standardsSubscriptionRequests(StandardsSubscriptionRequest.builder()
                            .standardsArn(standard())
                            .build()));
        }
        return Adoption.ofThisDeployment(arn);
    }

    private List<String> lacks() {
        var lacks =
                new ArrayList<>(List.of("whoever made it looks at its checks: this deployment tells nothing of them"));
        if (!hasStandard()) {
            lacks.add(
                    "the standard AWS Foundational Security Best Practices is off (Security Hub, Security standards)");
        }
        return lacks;
    }

    /** The hub of the account here, when there is one. */
    Optional<String> arn() {
        try {
            return Optional.of(securityHub.describeHub(describe -> {}).hubArn());
        } catch (InvalidAccessException | ResourceNotFoundException e) {
            // The account is not subscribed to Security Hub.
            return Optional.empty();
        }
    }

    /** Whether a deployment made the hub. */
    boolean isOf(String arn, DeploymentTag tag) {
        return tag.isOn(
                securityHub.listTagsForResource(list -> list.resourceArn(arn)).tags());
    }

    private boolean hasStandard() {
        return securityHub.getEnabledStandardsPaginator(get -> {}).standardsSubscriptions().stream()
                .map(StandardsSubscription::standardsArn)
                .anyMatch(arn -> arn.contains(STANDARD));
    }

    private String standard() {
        return securityHub.describeStandardsPaginator(describe -> {}).standards().stream()
                .map(standard -> standard.standardsArn())
                .filter(arn -> arn.contains(STANDARD))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Security Hub has no foundational standard in this region"));
    }
}
