package org.openemr.aws.operator.backup;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.DatabaseNames;
import org.openemr.aws.operator.aws.DeployedValues;

/**
 * Something that is backed up.
 *
 * @param name what people call it
 * @param arn its ARN
 */
public record Store(String name, Kind kind, String arn) {

    /** What people call them. */
    public static final List<String> NAMES = List.of("database", "sites", "ssl");

    /** How AWS Backup calls the kinds. */
    public enum Kind {
        AURORA("Aurora"),
        EFS("EFS");

        private final String resourceType;

        Kind(String resourceType) {
            this.resourceType = resourceType;
        }

        public String resourceType() {
            return resourceType;
        }
    }

    /** All stores of a deployment: the database and both file systems. */
    public static List<Store> of(DeployedValues values) {
        var cluster = values.get(DataContract.DATABASE_ARN);
        return List.of(
                new Store("database", Kind.AURORA, cluster),
                new Store("sites", Kind.EFS, fileSystemArn(cluster, values.get(DataContract.SITES_FILE_SYSTEM_ID))),
                new Store("ssl", Kind.EFS, fileSystemArn(cluster, values.get(DataContract.SSL_FILE_SYSTEM_ID))));
    }

    /** The store that people call so. */
    public static Store named(DeployedValues values, String name) {
        return of(values).stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The store that a resource is. */
    public static Optional<Store> withArn(DeployedValues values, String arn) {
        return of(values).stream().filter(store -> store.arn().equals(arn)).findFirst();
    }

    /**
     * The store that a resource was before a restore put another in its place.
     *
     * @param name the resource's name, as AWS Backup has it
     */
    static Optional<Store> formerWithArn(DeployedValues values, String arn, String name) {
        if (arn.matches("arn:[^:]+:rds:.*:cluster:" + DatabaseNames.pattern(values.names()))) {
            return Optional.of(new Store("database", Kind.AURORA, arn));
        }
        return Stream.of("sites", "ssl")
                .filter(store -> name.equals(values.names().physicalName(store)) && arn.contains(":file-system/"))
                .findFirst()
                .map(store -> new Store(store, Kind.EFS, arn));
    }

    /** The id in the ARN of a file system; an id is one already. */
    public static String fileSystemId(String arnOrId) {
        return arnOrId.substring(arnOrId.lastIndexOf('/') + 1);
    }

    /** In the same partition, region and account as the database. */
    private static String fileSystemArn(String clusterArn, String id) {
        var parts = clusterArn.split(":", -1);
        return "arn:%s:elasticfilesystem:%s:%s:file-system/%s".formatted(parts[1], parts[3], parts[4], id);
    }
}
