package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openemr.aws.constructs.asset.Checkout;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.PatientBuckets;
import org.openemr.aws.testsupport.CdkJson;

/** Nothing is lost by default, and nothing is replaced unnoticed. */
class DataSafetyTest {

    /** A user pool goes with everybody in it; restore tests, rotation and what watches keep nothing. */
    private static final Set<String> WITHOUT_STORES =
            Set.of("IdentityStack", "WatchStack", "RotationStack", "RecoveryStack", "PipelineStack");

    private static final boolean UPDATE = "update".equals(System.getProperty("stateful"));

    private static final List<String> STORES = List.of(
            "AWS::RDS::DBCluster",
            "AWS::EFS::FileSystem",
            "AWS::KMS::Key",
            "AWS::SecretsManager::Secret",
            "AWS::Backup::BackupVault",
            "AWS::S3::Bucket",
            "AWS::Cognito::UserPool");

    /**
     * Compares with what an earlier commit kept. A line that goes, or changes, is a resource whose data an update of every
     * installation would leave behind or lose. Only when that is meant, and the guide tells how to move the data: {@code mvn
     * verify -Dstateful=update}.
     */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "EVERYTHING_ON"})
    void noResourceThatHoldsDataIsRenamedReplacedOrDeleted(Configuration configuration) throws IOException {
        var file = Checkout.root().resolve("app/src/test/snapshots/stateful").resolve(configuration.label() + ".txt");
        var current = StatefulResources.of(configuration);
        if (UPDATE) {
            Files.writeString(file, current);
        }

        assertThat(current.lines())
                .as("resources that hold data, against %s", file)
                .containsExactlyElementsOf(Files.readAllLines(file));
    }

    @Test
    void storesSurviveTheirStackByDefault() {
        SynthesisedInstallation.of(Configuration.DEFAULT)
                .forEach((stack, template) -> STORES.stream()
                        .flatMap(type -> template.resources(type).entrySet().stream())
                        .filter(store -> !holdsCopies(store.getValue()))
                        .forEach(store -> assertThat(
                                        store.getValue().path("DeletionPolicy").asText())
                                .as("%s %s", stack, store.getKey())
                                .isIn("RetainExceptOnCreate", "Snapshot")));
    }

    /** What is public, or lies elsewhere as well, is nothing to lose. */
    private static boolean holdsCopies(JsonNode store) {
        return SynthesisedTemplate.elements(store.at("/Properties/Tags"))
                .anyMatch(tag -> tag.path("Key").asText().equals("openemr:holds")
                        && tag.path("Value").asText().equals("copies"));
    }

    /** The trail knows buckets of later layers by how their names begin. Logs of accesses and of events, and records of what there is, hold no patients' data. */
    @Test
    void everyBucketIsOneThatTheTrailWatchesOrHoldsLogsOnly() {
        var watched = PatientBuckets.beginnings(Names.of("openemr"), "111122223333");
        var unwatched = new TreeSet<String>();
        SynthesisedInstallation.of(Configuration.EVERYTHING_ON)
                .forEach((stack, template) -> template.resources("AWS::S3::Bucket")
                        .forEach((id, bucket) -> {
                            var name = nameOf(stack, id, bucket.at("/Properties/BucketName"));
                            if (watched.stream().noneMatch(name::startsWith)) {
                                unwatched.add(id);
                            }
                        }));

        assertThat(unwatched)
                .containsExactly(
                        "AccessLogsBucketCD784A59",
                        "AuditTrailBucketA91FD435",
                        "ConfigurationRecordsBucket47B214E7",
                        "LoadBalancerAccessLogsCC1FE0C2");
        assertThat(PatientBuckets.beginnings(Names.of("clinic-seven-of-nine"), "111122223333"))
                .as("a stack's name that CloudFormation shortens")
                .startsWith("clinic-seven-of-nine-dns", "clinic-seven-of-nine-com");
    }

    /** As CloudFormation makes it where the template names none. */
    private static String nameOf(String stack, String id, JsonNode name) {
        var layer = stack.replace("Stack", "").toLowerCase(Locale.ROOT);
        if (name.isMissingNode()) {
            return "openemr-%s-%s-abcdefghijkl".formatted(layer, id.toLowerCase(Locale.ROOT));
        }
        return resolved(name);
    }

    private static String resolved(JsonNode name) {
        if (name.isTextual()) {
            return name.asText();
        }
        return name.has("Fn::Join")
                ? SynthesisedTemplate.elements(name.at("/Fn::Join/1"))
                        .map(DataSafetyTest::resolved)
                        .collect(Collectors.joining(name.at("/Fn::Join/0").asText()))
                : "111122223333";
    }

    @Test
    void throwAwayEnvironmentsKeepNothingAndCleanUpEveryStackWithStores() {
        var settings = Configuration.EVERYTHING_ON.settings();
        settings.put("data_on_destroy", "delete");
        settings.put("enable_compliance_monitoring", false);
        var templates = SynthesisedInstallation.of(settings, TestApp.ENVIRONMENT);

        templates.forEach((stack, template) -> {
            assertThat(STORES.stream().flatMap(type -> template.resources(type).values().stream()))
                    .as(stack)
                    .allMatch(store ->
                            store.path("DeletionPolicy").asText("Delete").equals("Delete"));
            assertThat(template.resources("Custom::OpenEmrStackCleanup"))
                    .as(stack)
                    .hasSize(WITHOUT_STORES.contains(stack) ? 0 : 1);
        });
        assertThat(SynthesisedInstallation.of(Configuration.EVERYTHING_ON).values())
                .allMatch(template ->
                        template.resources("Custom::OpenEmrStackCleanup").isEmpty());
    }

    /** What docs/restore.md tells to set. */
    @Test
    void theSettingsOfTheGuideBringADestroyedDeploymentBack() {
        var data = SynthesisedInstallation.of(
                        CdkJson.settingsWith(Map.of(
                                "restore_database_from_snapshot", "openemr-final-snapshot",
                                "restore_sites_file_system_id", "fs-0123456789abcdef0")),
                        TestApp.ENVIRONMENT)
                .get("DataStack");

        var cluster = data.onlyProperties("AWS::RDS::DBCluster");
        assertThat(cluster.path("SnapshotIdentifier").asText()).isEqualTo("openemr-final-snapshot");
        assertThat(data.resources("AWS::EFS::FileSystem")).hasSize(1);
        assertThat(data.properties("AWS::EFS::MountTarget").stream()
                        .map(target -> target.path("FileSystemId").asText())
                        .filter("fs-0123456789abcdef0"::equals))
                .hasSize(2);
        var policyOfANewOne = data.properties("AWS::EFS::FileSystem").get(0).path("FileSystemPolicy");
        var policy = data.onlyProperties("Custom::OpenEmrFileSystemPolicy").path("Policy");
        assertThat(SynthesisedTemplate.parse(policy.asText()).json()).isEqualTo(policyOfANewOne);
        assertThat(publishedSites(data)).isEqualTo("fs-0123456789abcdef0");
        assertThat(guide()).contains("restore_database_from_snapshot", "restore_sites_file_system_id");
    }

    private static String publishedSites(SynthesisedTemplate data) {
        return data.properties("AWS::SSM::Parameter").stream()
                .filter(parameter -> parameter.path("Name").asText().endsWith("/sites-file-system-id"))
                .map(parameter -> parameter.path("Value").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String guide() {
        try (Stream<String> lines = Files.lines(Checkout.root().resolve("docs/restore.md"))) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
