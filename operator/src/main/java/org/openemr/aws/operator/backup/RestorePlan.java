package org.openemr.aws.operator.backup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a restore will make. It never touches what runs: a database becomes a cluster of another name, files become a
 * file system of their own.
 *
 * @param target the name of what will be made
 * @param metadata what AWS Backup is told, see <a
 *     href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-aur.html">Aurora</a> and <a
 *     href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-efs.html">EFS</a>
 */
public record RestorePlan(RecoveryPoint point, String target, Map<String, String> metadata) {

    /** A plan from what AWS Backup knows, and a name that nothing has. */
    public static RestorePlan of(RecoveryPoint point, Map<String, String> known, String target) {
        var metadata = new TreeMap<>(known);
        if (point.store().kind() == Store.Kind.AURORA) {
            metadata.put("DBClusterIdentifier", target);
        } else {
            metadata.put("newFileSystem", "true");
            metadata.put("Encrypted", "true");
            metadata.putIfAbsent("PerformanceMode", "generalPurpose");
            metadata.put("CreationToken", target + "-" + UUID.randomUUID());
        }
        return new RestorePlan(point, target, metadata);
    }

    /** The plan for people to read. */
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", point.store().name());
        facts.put("recovery_point", point.arn());
        facts.put("taken", point.created().toString());
        facts.put("makes", point.store().kind() == Store.Kind.AURORA ? "cluster " + target : "a new file system");
        facts.put("leaves", "everything that runs as it is");
        return facts;
    }
}
