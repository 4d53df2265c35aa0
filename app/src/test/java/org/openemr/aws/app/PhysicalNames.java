package org.openemr.aws.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/** The names that this project gives to resources, which AWS wants to be unique in an account and a region. */
final class PhysicalNames {

    private static final Set<String> PROPERTIES = Set.of(
            "Name",
            "AliasName",
            "AlarmName",
            "BackupVaultName",
            "BucketName",
            "ClusterName",
            "DBClusterIdentifier",
            "Family",
            "FunctionName",
            "LogGroupName",
            "RoleName",
            "ServerlessCacheName",
            "ServiceName",
            "TopicName",
            "TrailName",
            "UserGroupId",
            "UserId");

    /** Properties called a name that name no resource of ours. */
    private static final Set<String> OTHERS =
            Set.of("AWS::EC2::VPCEndpoint", "AWS::RDS::DBClusterParameterGroup", "AWS::Route53::RecordSet");

    private PhysicalNames() {}

    /** Type and name of every named resource. */
    static TreeSet<String> of(Map<String, SynthesisedTemplate> templates) {
        return templates.values().stream()
                .flatMap(
                        template -> SynthesisedTemplate.elements(template.json().path("Resources")))
                .flatMap(resource -> of(resource).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Type and names of a resource; none when AWS makes its name. */
    static List<String> of(JsonNode resource) {
        var type = resource.path("Type").asText();
        return type.startsWith("Custom::") || OTHERS.contains(type)
                ? List.of()
                : resource.path("Properties").properties().stream()
                        .filter(property -> PROPERTIES.contains(property.getKey()))
                        .filter(property -> !property.getValue().has("Ref")
                                && !property.getValue().has("Fn::GetAtt"))
                        .map(property -> type + " " + property.getValue())
                        .toList();
    }
}
