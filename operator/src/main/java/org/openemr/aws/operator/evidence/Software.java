package org.openemr.aws.operator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.ProjectVersion;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.aws.DeployedValues;
import org.openemr.aws.operator.status.ImageScan;
import org.openemr.aws.operator.tasks.TaskImage;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.rds.RdsClient;

/** Which versions run: of OpenEMR with the digest of its image and what a scan found in it, of the database, of this project. */
final class Software {

    private static final List<String> COLUMNS = List.of("what", "value");

    private Software() {}

    static ChapterSource source(Aws aws, DeployedValues values) {
        return new ChapterSource(
                "software",
                "Software",
                "What the running tasks and the database say of themselves.",
                source -> read(source, aws, values));
    }

    private static Chapter read(ChapterSource source, Aws aws, DeployedValues values) {
        var rows = new ArrayList<Map<String, String>>();
        var ecs = aws.client(EcsClient.builder());
        var cluster = values.get(ComputeContract.CLUSTER_NAME);
        var service = values.get(ComputeContract.SERVICE_NAME);
        var definition =
                ecs.describeServices(describe -> describe.cluster(cluster).services(service)).services().stream()
                        .findFirst()
                        .orElseThrow(() -> Failure.notFound("There is no service " + service))
                        .taskDefinition();
        var image = TaskImage.of(ecs, definition);
        rows.add(row("OpenEMR's image", image));
        digests(ecs, cluster, service).forEach(digest -> rows.add(row("digest of the image that runs", digest)));
        values.find(DataContract.IMAGE_REPOSITORY_NAME)
                .map(repository -> ImageScan.of(aws.client(EcrClient.builder()), repository, image))
                .ifPresentOrElse(
                        scan -> rows.add(row("scan of the image", scan.detail())),
                        () -> rows.add(row("scan of the image", "none: there is no mirror (image_mirror)")));
        aws.client(RdsClient.builder())
                .describeDBClusters(
                        describe -> describe.dbClusterIdentifier(values.get(DataContract.DATABASE_IDENTIFIER)))
                .dbClusters()
                .forEach(database -> rows.add(row("database", database.engine() + " " + database.engineVersion())));
        rows.add(row("OpenEMR on AWS, of this checkout", ProjectVersion.current()));
        return Chapter.of(source, COLUMNS, rows, List.of());
    }

    private static List<String> digests(EcsClient ecs, String cluster, String service) {
        var tasks = ecs.listTasks(list -> list.cluster(cluster).serviceName(service))
                .taskArns();
        if (tasks.isEmpty()) {
            return List.of("no task runs");
        }
        return ecs.describeTasks(describe -> describe.cluster(cluster).tasks(tasks)).tasks().stream()
                .map(Task::containers)
                .flatMap(List::stream)
                .map(container -> container.imageDigest())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Map<String, String> row(String what, String value) {
        return Row.of(COLUMNS, what, value);
    }
}
