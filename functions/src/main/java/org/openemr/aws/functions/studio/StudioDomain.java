package org.openemr.aws.functions.studio;

import java.util.Map;
import org.openemr.aws.functions.EventLog;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.AppDetails;
import software.amazon.awssdk.services.sagemaker.model.AppStatus;
import software.amazon.awssdk.services.sagemaker.model.DomainStatus;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.RetentionType;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** A Studio domain and what is in it. */
final class StudioDomain {

    private static final String VALIDATION = "ValidationException";

    private final SageMakerClient sageMaker;
    private final EventLog log;

    StudioDomain(SageMakerClient sageMaker, EventLog log) {
        this.sageMaker = sageMaker;
        this.log = log;
    }

    void deleteApps(String id) {
        sageMaker.listAppsPaginator(list -> list.domainIdEquals(id)).apps().stream()
                .filter(StudioDomain::isThere)
                .filter(app -> app.status() != AppStatus.DELETING)
                .forEach(app -> ignoreMissing(() -> {
                    sageMaker.deleteApp(delete -> delete.domainId(id)
                            .userProfileName(app.userProfileName())
                            .spaceName(app.spaceName())
                            .appType(app.appType())
                            .appName(app.appName()));
                    log.info("app-deleted", Map.of("app", app.appName(), "type", app.appTypeAsString()));
                }));
    }

    boolean hasApps(String id) {
        return sageMaker.listAppsPaginator(list -> list.domainIdEquals(id)).apps().stream()
                .anyMatch(StudioDomain::isThere);
    }

    void deleteSpacesAndProfiles(String id) {
        sageMaker.listSpacesPaginator(list -> list.domainIdEquals(id)).spaces().stream()
                .forEach(space -> ignoreMissing(() ->
                        sageMaker.deleteSpace(delete -> delete.domainId(id).spaceName(space.spaceName()))));
        sageMaker.listUserProfilesPaginator(list -> list.domainIdEquals(id)).userProfiles().stream()
                .forEach(profile -> ignoreMissing(() -> sageMaker.deleteUserProfile(
                        delete -> delete.domainId(id).userProfileName(profile.userProfileName()))));
    }

    boolean hasSpacesOrProfiles(String id) {
        return sageMaker.listSpacesPaginator(list -> list.domainIdEquals(id)).spaces().stream()
                        .findAny()
                        .isPresent()
                || sageMaker.listUserProfilesPaginator(list -> list.domainIdEquals(id)).userProfiles().stream()
                        .findAny()
                        .isPresent();
    }

    /** Deletes the domain with its home file system, which SageMaker would keep otherwise. */
    void deleteWithFiles(String id) {
        ignoreMissing(() -> sageMaker.deleteDomain(
                delete -> delete.domainId(id).retentionPolicy(keep -> keep.homeEfsFileSystem(RetentionType.DELETE))));
    }

    boolean exists(String id) {
        try {
            var status =
                    sageMaker.describeDomain(describe -> describe.domainId(id)).status();
            if (status == DomainStatus.DELETE_FAILED) {
                throw new IllegalStateException("SageMaker could not delete the domain " + id);
            }
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private static boolean isThere(AppDetails app) {
        return app.status() != AppStatus.DELETED && app.status() != AppStatus.FAILED;
    }

    /** SageMaker reports what is not there, or is being deleted, in two ways. */
    private static void ignoreMissing(Runnable deletion) {
        try {
            deletion.run();
        } catch (ResourceNotFoundException e) {
            // Gone already.
        } catch (SageMakerException e) {
            if (!VALIDATION.equals(e.awsErrorDetails().errorCode())
                    || !String.valueOf(e.getMessage()).contains("does not exist")) {
                throw e;
            }
        }
    }
}
