package org.openemr.aws.operator.evidence;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String AWS = "AWS";
    private static final String NAMES_ONLY = "none: names and ARNs";

    /** Types that store something, with what encrypts it where the template names no key of the account. */
    private static final Map<String, String> STORES = Map.ofEntries(
            entry("AWS::Backup::BackupVault", AWS),
            entry("AWS::CloudTrail::Trail", AWS),
            entry("AWS::Cognito::UserPool", AWS),
            entry("AWS::EFS::FileSystem", AWS),
            entry("AWS::ECR::Repository", AWS),
            entry("AWS::ElastiCache::ServerlessCache", AWS),
            entry("AWS::Lambda::Function", AWS),
            entry("AWS::Logs::LogGroup", AWS),
            entry("AWS::RDS::DBCluster", AWS),
            entry("AWS::RDS::DBInstance", "as its cluster"),
            entry("AWS::S3::Bucket", AWS),
            entry("AWS::SNS::Topic", "none"),
            entry("AWS::SQS::Queue", AWS),
            entry("AWS::SSM::Parameter", NAMES_ONLY),
            entry("AWS::SageMaker::Domain", AWS),
            entry("AWS::SecretsManager::Secret", AWS));

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
                .map(selection ->
                        selection.properties().at("/BackupSelection/Resources").toString())
                .toList();
        var rows = new ArrayList<Map<String, String>>();
        // What stores something comes first: that is what is looked for.
        deployed.resources().stream()
                .sorted(Comparator.comparing(resource -> !STORES.containsKey(resource.type())
                        || STORES.get(resource.type()).equals(NAMES_ONLY)))
                .forEach(resource -> rows.add(row(resource, planned)));
        outsideOfStacks(deployed, names, tags).forEach(arn -> rows.add(outside(arn)));
        return Chapter.of(
                source,
                COLUMNS,
                rows,
                List.of(
                        "A key in angle brackets is the name that the template gives it. \"AWS\" is encryption with a key of the service. Of types"
                                + " without an entry this does not look at encryption.",
                        "Stacks of other regions and accounts, which keep copies of backups, are not read: make their list there."));
    }

    private static Map<String, String> row(Resource resource, List<String> planned) {
        var key = key(resource.properties());
        return Row.of(
                COLUMNS,
                resource.layer().label(),
                resource.type(),
                resource.logicalId(),
                resource.physicalId(),
                encryption(resource, key),
                key.orElse(""),
                backup(resource, planned),
                resource.template().path("DeletionPolicy").asText("Delete").replace("RetainExceptOnCreate", "Retain"));
    }

    private static String encryption(Resource resource, Optional<String> key) {
        var stored = STORES.get(resource.type());
        if (stored == null) {
            return "";
        }
        return key.filter(name -> !name.startsWith("alias/aws/")).isPresent() ? "customer-managed key" : stored;
    }

    private static Map<String, String> outside(String arn) {
        return Row.of(COLUMNS, "in no stack", "", "", arn, "", "", "", "");
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
                            ? Optional.of(TemplateValue.text(entry.getValue()))
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

    private static List<String> outsideOfStacks(Deployed deployed, Names names, ResourceGroupsTaggingApiClient tags) {
        var known = new AwsNames(deployed.names());
        var stacks = new AwsNames(deployed.stackNames(names));
        var ofDeployment = TagFilter.builder()
                .key(Names.PRODUCT + ":deployment")
                .values(names.name())
                .build();
        return tags.getResourcesPaginator(get -> get.tagFilters(ofDeployment)).resourceTagMappingList().stream()
                .map(mapping -> mapping.resourceARN())
                .filter(arn -> !known.haveArn(arn))
                .filter(arn -> !(arn.contains(":cloudformation:") && stacks.areIn(arn)))
                .sorted()
                .toList();
    }
}
