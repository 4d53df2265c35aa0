package org.openemr.aws.operator.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.trial.DataApiRows;
import org.openemr.aws.trial.Scratch;
import org.openemr.aws.trial.ScratchDatabase;
import org.openemr.aws.trial.ScratchFiles;
import org.openemr.aws.trial.ScratchName;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.Tag;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;

/** What trials that were ended left: found by the names that they give, and by their tags. */
public final class Leftovers {

    private final Aws aws;
    private final ScratchName names;

    public Leftovers(Aws aws, String deployment) {
        this.aws = aws;
        this.names = new ScratchName(deployment);
    }

    /**
     * Something that a trial left.
     *
     * @param begun when that trial began
     */
    public record Leftover(Scratch scratch, Instant begun) {}

    /** Everything that is there. A trial that still runs, elsewhere, has left its own, too: people are shown when it began. */
    public List<Leftover> find() {
        var found = new ArrayList<Leftover>();
        aws.client(RdsClient.builder())
                .describeDBClustersPaginator()
                .dbClusters()
                .forEach(cluster -> names.begun(cluster.dbClusterIdentifier())
                        .map(begun -> new Leftover(database(cluster.dbClusterIdentifier()), begun))
                        .ifPresent(found::add));
        aws.client(EfsClient.builder())
                .describeFileSystemsPaginator()
                .fileSystems()
                .forEach(fileSystem -> leftover(fileSystem).ifPresent(found::add));
        return found;
    }

    /** For nothing but its removal. */
    private Scratch database(String identifier) {
        return new ScratchDatabase(
                aws.client(RdsClient.builder()),
                aws.clientThatWaits(RdsDataClient.builder(), DataApiRows.LONGEST),
                identifier,
                "",
                0);
    }

    /** By the token that AWS Backup was told to make it with; by its tag, should it have made another. */
    private Optional<Leftover> leftover(FileSystemDescription fileSystem) {
        var tags = fileSystem.tags().stream()
                .filter(tag -> tag.key().equals(ScratchName.TAG))
                .map(Tag::value);
        return Stream.concat(Stream.of(fileSystem.creationToken()), tags)
                .flatMap(name -> names.begun(name).stream())
                .findFirst()
                .map(begun -> new Leftover(
                        new ScratchFiles(
                                aws.client(EfsClient.builder()),
                                fileSystem.fileSystemId(),
                                "",
                                new ScratchFiles.Place("", "")),
                        begun));
    }
}
