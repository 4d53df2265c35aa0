package org.openemr.aws.operator.backup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    private static final int SHORT = 8;

    /**
     * A plan from what AWS Backup knows, and a name that nothing has.
     *
     * @param unique tells what will be made from others of that name
     * @param missing what AWS Backup may not know, or may know of another region: the subnet group of a cluster, for which RDS would take the
     *     account's default network, or the key of a file system, for which EFS would take its own
     */
    static RestorePlan of(
            RecoveryPoint point,
            Map<String, String> known,
            String target,
            String unique,
            String missing,
            Optional<String> value) {
        // Names stay as AWS Backup writes them.
        var metadata = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        metadata.putAll(known);
        if (point.store().kind() == Store.Kind.AURORA) {
            metadata.put("DBClusterIdentifier", target);
            value.ifPresent(own -> metadata.putIfAbsent(missing, own));
        } else {
            metadata.put("newFileSystem", "true");
            metadata.put("Encrypted", "true");
            metadata.putIfAbsent("PerformanceMode", "generalPurpose");
            metadata.put("CreationToken", token(target, unique));
            // A copy from another region tells of the key that was used there.
            value.ifPresent(own -> metadata.put(missing, own));
        }
        return new RestorePlan(point, target, metadata);
    }

    /** By which a file system is found again. EFS takes 64 characters; the name of a deployment has up to 20. */
    public static String token(String target, String unique) {
        return target + "-" + unique.substring(0, SHORT);
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
