package org.openemr.aws.functions.watch;

import java.util.List;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.ResourceScanType;

/**
 * Amazon Inspector's scans of images in Amazon ECR, which take the place of the registry's basic ones, see <a
 * href="https://docs.aws.amazon.com/inspector/latest/user/scanning-ecr.html">scanning images</a>. Nothing tells who turned them on.
 */
final class ImageScanning implements AccountService {

    private final Inspector2Client inspector;

    ImageScanning(Inspector2Client inspector) {
        this.inspector = inspector;
    }

    @Override
    public Adoption adopt(CustomResourceRequest request) {
        var account = inspector.batchGetAccountStatus(get -> {}).accounts().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Amazon Inspector does not know the account"));
        var status = account.resourceState().ecr().status();
        return switch (status) {
            case ENABLED, ENABLING -> on(account.accountId());
            case DISABLED -> enabled(account.accountId());
            default ->
                Adoption.ofSomebodyElse(
                        account.accountId(),
                        List.of("its scans of images are " + status + " (Inspector, Account management)"));
        };
    }

    private Adoption enabled(String account) {
        inspector.enable(enable -> enable.resourceTypes(ResourceScanType.ECR)).failedAccounts().stream()
                .findFirst()
                .ifPresent(failed -> {
                    throw new IllegalStateException("Amazon Inspector does not scan images: " + failed.errorMessage());
                });
        return on(account);
    }

    private static Adoption on(String account) {
        return new Adoption(account, Adoption.Owner.UNKNOWN, List.of());
    }
}
