package org.openemr.aws.constructs.task;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.ecs.AuthorizationConfig;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.EfsVolumeConfiguration;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.efs.IFileSystem;

/**
 * A file system in a container: TLS on the way, and the task's role decides what it may do there.
 *
 * @param name the volume's name
 * @param fileSystem the file system
 * @param path where the container sees it
 * @param readOnly whether the container may only read
 */
public record FileSystemMount(String name, IFileSystem fileSystem, String path, boolean readOnly) {

    /** Documents and configuration, where the image keeps its sites. */
    public static FileSystemMount sites(IFileSystem fileSystem) {
        return new FileSystemMount("sites", fileSystem, "/var/www/localhost/htdocs/openemr/sites/", false);
    }

    /** Certificates, written by the TLS material task. */
    public static FileSystemMount ssl(IFileSystem fileSystem) {
        return new FileSystemMount("ssl", fileSystem, "/etc/ssl/", false);
    }

    /** The same, where a container sees it elsewhere. */
    public FileSystemMount at(String otherPath) {
        return new FileSystemMount(name, fileSystem, otherPath, readOnly);
    }

    /** The same, and nothing can be written. */
    public FileSystemMount asReadOnly() {
        return new FileSystemMount(name, fileSystem, path, true);
    }

    /** Mounts the file system in a container and lets the task role use it. */
    public void addTo(TaskDefinition task, ContainerDefinition container) {
        task.addVolume(Volume.builder()
                .name(name)
                .efsVolumeConfiguration(EfsVolumeConfiguration.builder()
                        .fileSystemId(fileSystem.getFileSystemId())
                        .transitEncryption("ENABLED")
                        .authorizationConfig(
                                AuthorizationConfig.builder().iam("ENABLED").build())
                        .build())
                .build());
        container.addMountPoints(MountPoint.builder()
                .sourceVolume(name)
                .containerPath(path)
                .readOnly(readOnly)
                .build());
        fileSystem.grant(task.getTaskRole(), actions());
    }

    /** Root access keeps owners as they are: the containers run as root and hand files to apache. */
    private String[] actions() {
        var actions = new ArrayList<>(List.of("elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess"));
        if (!readOnly) {
            actions.add("elasticfilesystem:ClientWrite");
        }
        return actions.toArray(String[]::new);
    }
}
