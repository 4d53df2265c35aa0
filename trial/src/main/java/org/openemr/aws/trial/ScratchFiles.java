package org.openemr.aws.trial;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.FileSystemInUseException;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.MountTargetConflictException;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;
import software.amazon.awssdk.services.efs.model.MountTargetNotFoundException;
import software.amazon.awssdk.services.efs.model.Tag;
import software.amazon.awssdk.services.efs.model.ThroughputMode;

/** A file system that AWS Backup restored, with a mount target in one subnet. */
public final class ScratchFiles implements Scratch {

    /**
     * <a href="https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html">How long</a> the name of a new mount target may
     * take to be known.
     */
    public static final Duration NAME_IS_KNOWN = Duration.ofSeconds(90);

    private static final String UNMOUNTING = "mount target deleting";

    private final EfsClient efs;
    private final String id;
    private final String trial;
    private final Place place;

    /**
     * Where tasks reach it.
     *
     * @param subnet in which they run
     * @param group the security group that admits them
     */
    public record Place(String subnet, String group) {}

    /**
     * A file system.
     *
     * @param trial what the trial calls it
     */
    public ScratchFiles(EfsClient efs, String id, String trial, Place place) {
        this.efs = efs;
        this.id = id;
        this.trial = trial;
        this.place = place;
    }

    @Override
    public String name() {
        return "file system " + id;
    }

    /** The file system's id. */
    public String id() {
        return id;
    }

    /** Where it is mounted. */
    public Place place() {
        return place;
    }

    @Override
    public String prepare() {
        var fileSystem = fileSystem();
        if (!Boolean.TRUE.equals(fileSystem.encrypted())) {
            throw TrialFailedException.unusable("the restored file system is not encrypted");
        }
        if (fileSystem.lifeCycleState() == LifeCycleState.ERROR) {
            throw TrialFailedException.unusable("the restored file system is in error");
        }
        if (fileSystem.lifeCycleState() != LifeCycleState.AVAILABLE) {
            return "file system " + fileSystem.lifeCycleStateAsString();
        }
        var target = mountTargets().stream().findFirst();
        if (target.isEmpty()) {
            mount();
            return "mount target is added";
        }
        return target.get().lifeCycleState() == LifeCycleState.AVAILABLE
                ? READY
                : "mount target " + target.get().lifeCycleStateAsString();
    }

    private void mount() {
        efs.tagResource(tag -> tag.resourceId(id)
                .tags(Tag.builder().key(ScratchName.TAG).value(trial).build()));
        try {
            efs.createMountTarget(
                    create -> create.fileSystemId(id).subnetId(place.subnet()).securityGroups(place.group()));
        } catch (MountTargetConflictException e) {
            // It is there, and EFS does not name it yet.
        }
    }

    /** Whether somebody mounts it already: a restore gives it one mount target, and its tag for as long as that is there. */
    public boolean isInUse() {
        var targets = mountTargets();
        return targets.size() > 1
                || (targets.size() == 1
                        && fileSystem().tags().stream()
                                .noneMatch(tag -> tag.key().equals(ScratchName.TAG)));
    }

    /**
     * Takes the next step until no task reaches it any more: a file system has one mount target in a zone, and who takes it over makes its own.
     *
     * @return what it is at, {@link #GONE} at the end
     * @throws TrialFailedException when it has mount targets that are not of the restore
     */
    public String unmount() {
        var targets = mountTargets();
        if (targets.isEmpty()) {
            return GONE;
        }
        var target = targets.get(0);
        if (targets.size() > 1 || !(place.subnet().isEmpty() || place.subnet().equals(target.subnetId()))) {
            throw new TrialFailedException("%s is in use: its mount targets stay.".formatted(name()));
        }
        try {
            if (target.lifeCycleState() != LifeCycleState.DELETING) {
                efs.deleteMountTarget(delete -> delete.mountTargetId(target.mountTargetId()));
            }
            return UNMOUNTING;
        } catch (MountTargetNotFoundException e) {
            return UNMOUNTING;
        }
    }

    /**
     * Takes the next step of giving it back as it was found: without a mount target.
     *
     * @return what it is at, {@link #GONE} at the end
     */
    @Override
    public String release() {
        try {
            return unmount();
        } catch (FileSystemNotFoundException e) {
            return GONE;
        }
    }

    /**
     * Makes it what a deployment has: with its name, by which AWS Backup tells what it was, and without that of the restore; and with elastic
     * throughput, as a small file system stands still without.
     *
     * @param deploymentsName the name of such a file system of the deployment
     */
    public void handOver(String deploymentsName) {
        efs.tagResource(tag -> tag.resourceId(id)
                .tags(Tag.builder().key("Name").value(deploymentsName).build()));
        if (fileSystem().throughputMode() != ThroughputMode.ELASTIC) {
            efs.updateFileSystem(update -> update.fileSystemId(id).throughputMode(ThroughputMode.ELASTIC));
        }
        efs.untagResource(untag -> untag.resourceId(id).tagKeys(ScratchName.TAG));
    }

    /** Deletes its mount target, and then itself: EFS refuses it as long as one is there. */
    @Override
    public String remove() {
        try {
            if (!unmount().equals(GONE)) {
                return UNMOUNTING;
            }
            if (fileSystem().lifeCycleState() != LifeCycleState.DELETING) {
                efs.deleteFileSystem(delete -> delete.fileSystemId(id));
            }
            return "file system deleting";
        } catch (FileSystemNotFoundException e) {
            return GONE;
        } catch (FileSystemInUseException e) {
            return UNMOUNTING;
        }
    }

    private List<MountTargetDescription> mountTargets() {
        return efs.describeMountTargets(describe -> describe.fileSystemId(id)).mountTargets().stream()
                .filter(target -> target.lifeCycleState() != LifeCycleState.DELETED)
                .toList();
    }

    private FileSystemDescription fileSystem() {
        return efs.describeFileSystems(describe -> describe.fileSystemId(id))
                .fileSystems()
                .get(0);
    }
}
