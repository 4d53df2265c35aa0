package org.openemr.aws.data;

import software.amazon.awscdk.services.rds.DatabaseCluster;

/** The findings that are accepted for the cluster. */
final class DatabaseFindings {

    private DatabaseFindings() {}

    static void accept(DatabaseCluster cluster) {}
}
