package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every resource that holds data, with what decides whether the data survives a deployment: its logical id, its deletion and
 * update-replace policies, and the properties whose change makes CloudFormation replace it (by the resource reference, "Update
 * requires: Replacement").
 */
final class StatefulResources {

    private static final Map<String, List<String>> REPLACING = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "AWS::RDS::DBCluster",
                    List.of(
                            "DBClusterIdentifier",
                            "DBSubnetGroupName",
                            "Engine",
                            "KmsKeyId",
                            "MasterUsername",
                            "SnapshotIdentifier",
                            "StorageEncrypted")),
            Map.entry("AWS::Cognito::UserPool", List.of("UsernameAttributes", "UsernameConfiguration")),
            Map.entry("AWS::EFS::FileSystem", List.of("Encrypted", "KmsKeyId", "PerformanceMode")),
            Map.entry("AWS::ElastiCache::ServerlessCache", List.of("KmsKeyId", "ServerlessCacheName", "SubnetIds")),
            Map.entry("AWS::S3::Bucket", List.of("BucketName", "ObjectLockEnabled")),
            Map.entry("AWS::KMS::Key", List.of("KeySpec", "KeyUsage", "MultiRegion")),
            Map.entry("AWS::SecretsManager::Secret", List.of("Name")),
            Map.entry("AWS::Backup::BackupVault", List.of("BackupVaultName", "EncryptionKeyArn")),
            Map.entry("AWS::Logs::LogGroup", List.of("LogGroupName")),
            Map.entry("AWS::CloudTrail::Trail", List.of("TrailName")),
            Map.entry("AWS::SageMaker::Domain", List.of("AuthMode", "DomainName", "KmsKeyId", "SubnetIds", "VpcId"))));

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private StatefulResources() {}

    /** The resources of a configuration, one to a line of JSON, sorted. */
    static String of(Configuration configuration) {
        var lines = new TreeMap<String, String>();
        SynthesisedInstallation.of(configuration)
                .forEach((stack, template) -> template.json()
                        .path("Resources")
                        .properties()
                        .forEach(entry -> {
                            var type = entry.getValue().path("Type").asText();
                            if (REPLACING.containsKey(type)) {
                                lines.put(
                                        stack + " " + entry.getKey(),
                                        line(stack, entry.getKey(), type, entry.getValue()));
                            }
                        }));
        return String.join("\n", lines.values()) + "\n";
    }

    private static String line(String stack, String id, String type, JsonNode resource) {
        var replacing = new TreeMap<String, Object>();
        for (var property : REPLACING.get(type)) {
            var value = resource.path("Properties").path(property);
            if (!value.isMissingNode()) {
                replacing.put(property, MAPPER.convertValue(value, Object.class));
            }
        }
        try {
            return "%s %s %s delete=%s replace=%s %s"
                    .formatted(
                            stack,
                            id,
                            type,
                            resource.path("DeletionPolicy").asText("none"),
                            resource.path("UpdateReplacePolicy").asText("none"),
                            MAPPER.writeValueAsString(replacing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
