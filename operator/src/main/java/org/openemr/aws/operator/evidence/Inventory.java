package org.openemr.aws.operator.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.evidence.Deployed.Resource;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Every resource, with its owner layer, its encryption with the key, and what keeps a copy of it. */
final class Inventory {

    private static final List<String> COLUMNS =
            List.of("layer", "type", "logical_id", "name", "encryption", "key", "backup", "when_its_stack_goes");

    /** Types that store something. Of others encryption at rest is no question. */
    private static final Set<String> STORES = Set.of(
            "AWS::Backup::BackupVault",
            "AWS::CloudTrail::Trail",
            "AWS::Cognito::UserPool",
            "AWS::EFS::FileSystem",
            "AWS::ECR::Repository",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::Lambda::Function",
            "AWS::Logs::LogGroup",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
            "AWS::S3::Bucket",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::SSM::Parameter",
            "AWS::SageMaker::Domain",
            "AWS::SecretsManager::Secret");

    private static final Pattern KEY = Pattern.compile("(?i)(kms.*key.*|kmskey|encryptionkey(arn|id)?)");

    private Inventory() {}

    static ChapterSource source(Supplier<Deployed> deployed, Names names, ResourceGroupsTaggingApiClient tags) {
        return new ChapterSource(
                "inventory",
                "Technology assets",
                "Every resource of the deployment's stacks, as CloudFormation lists it, with what its deployed template says; and what carries the"
                        + " deployment's tag and is in none of its stacks.",
                source -> read(source, deployed.get(), names, tags));
    }

    private static Chapter read(
            ChapterSource source, Deployed deployed, Names names, ResourceGroupsTaggingApiClient tags) {
        var planned = deployed.ofType("AWS::Backup::BackupSelection")
                .map(selection -> selection.template().toString())
                .toList();
        var rows = new ArrayList<Map<String, String>>();
        // What stores something comes first: that is what is looked for.
        deployed.resources().stream()
                .sorted(Comparator.comparing(resource -> !STORES.contains(resource.type())))
                .forEach(resource -> rows.add(row(resource, planned)));
        outsideOfStacks(deployed, names, tags).forEach(arn -> rows.add(outside(arn)));
        return Chapter.of(
                source,
                COLUMNS,
                rows,
                List.of(
                        "A key in angle brackets is the name that the template gives it. \"AWS\" is encryption with a key of the service."));
    }

    private static Map<String, String> row(Resource resource, List<String> planned) {
        var stores = STORES.contains(resource.type());
        var key = key(resource.properties());
        var row = new LinkedHashMap<String, String>();
        row.put("layer", resource.layer().label());
        row.put("type", resource.type());
        row.put("logical_id", resource.logicalId());
        row.put("name", resource.physicalId());
        row.put("encryption", stores ? key.map(name -> "customer-managed key").orElse("AWS") : "stores nothing");
        row.put("key", key.orElse(""));
        row.put("backup", backup(resource, planned));
        row.put(
                "when_its_stack_goes",
                resource.template().path("DeletionPolicy").asText("Delete").replace("RetainExceptOnCreate", "Retain"));
        return row;
    }

    private static Map<String, String> outside(String arn) {
        var row = new LinkedHashMap<String, String>();
        COLUMNS.forEach(column -> row.put(column, ""));
        row.put("layer", "in no stack");
        row.put("name", arn);
        return row;
    }

    private static String backup(Resource resource, List<String> planned) {
        var isPlanned = planned.stream().anyMatch(selection -> selection.contains('"' + resource.logicalId() + '"'));
        if (isPlanned || (resource.type().equals("AWS::RDS::DBCluster") && !planned.isEmpty())) {
            return "AWS Backup";
        }
        return resource.properties()
                        .at("/VersioningConfiguration/Status")
                        .asText()
                        .equals("Enabled")
                ? "earlier versions"
                : "";
    }

    /** The key that a resource is encrypted with: the first value below a name that means one. */
    static Optional<String> key(JsonNode properties) {
        for (var entry : properties.properties()) {
            var found =
                    KEY.matcher(entry.getKey()).matches() && !entry.getValue().isBoolean()
                            ? Optional.of(name(entry.getValue()))
                            : key(entry.getValue());
            if (found.isPresent()) {
                return found;
            }
        }
        if (properties.isArray()) {
            for (var element : properties) {
                var found = key(element);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static String name(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return "<"
                + (value.has("Ref")
                                ? value.path("Ref")
                                : value.path("Fn::GetAtt").path(0))
                        .asText("joined") + ">";
    }

    private static List<String> outsideOfStacks(Deployed deployed, Names names, ResourceGroupsTaggingApiClient tags) {
        var known = deployed.names(names);
        var ofDeployment = TagFilter.builder()
                .key(Names.PRODUCT + ":deployment")
                .values(names.name())
                .build();
        return tags.getResourcesPaginator(get -> get.tagFilters(ofDeployment)).resourceTagMappingList().stream()
                .map(mapping -> mapping.resourceARN())
                .filter(arn -> known.stream().noneMatch(arn::contains))
                .sorted()
                .toList();
    }
}
