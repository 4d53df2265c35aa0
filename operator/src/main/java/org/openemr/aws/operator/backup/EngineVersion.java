package org.openemr.aws.operator.backup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;

/**
 * A version of Aurora MySQL, such as {@code 8.0.mysql_aurora.3.12.0}. RDS brings newer minor versions by itself, and restores no snapshot into
 * an older one.
 *
 * @param text as RDS writes it
 */
public record EngineVersion(String text) implements Comparable<EngineVersion> {

    private static final Comparator<List<Integer>> NUMBER_BY_NUMBER =
            (one, other) -> Arrays.compare(one.toArray(Integer[]::new), other.toArray(Integer[]::new));

    /** The version that a snapshot was taken of, when RDS still knows it. */
    public static Optional<EngineVersion> ofSnapshot(RdsClient rds, String snapshot) {
        try {
            return rds
                    .describeDBClusterSnapshots(describe -> describe.dbClusterSnapshotIdentifier(snapshot))
                    .dbClusterSnapshots()
                    .stream()
                    .findFirst()
                    .map(found -> new EngineVersion(found.engineVersion()));
        } catch (DbClusterSnapshotNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(EngineVersion other) {
        return NUMBER_BY_NUMBER.compare(numbers(), other.numbers());
    }

    private List<Integer> numbers() {
        return Stream.of(text.split("[^0-9]+"))
                .filter(part -> !part.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}
