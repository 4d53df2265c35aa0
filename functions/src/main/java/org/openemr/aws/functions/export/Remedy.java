package org.openemr.aws.functions.export;

/** What to do when RDS refuses an export, by the code of its error. */
final class Remedy {

    private Remedy() {}

    static String of(String code) {
        return switch (code) {
            case "DBClusterNotFoundFault" -> "The cluster was replaced or deleted: deploy AnalyticsStack again.";
            case "InvalidExportSourceState" -> "The cluster is not available yet: try again when it is.";
            case "InvalidExportOnly" -> "A table of that name does not exist: look at its spelling.";
            case "ExportTaskLimitReachedFault", "ExportTaskQuotaExceeded" ->
                "Five exports run at once in an account at most: wait for one to end.";
            case "IamRoleMissingPermissions", "IamRoleNotFound", "InvalidS3BucketFault", "KMSKeyNotAccessibleFault" ->
                "The stack's role, bucket or key was changed: deploy AnalyticsStack again.";
            default -> "Try again in some minutes.";
        };
    }
}
