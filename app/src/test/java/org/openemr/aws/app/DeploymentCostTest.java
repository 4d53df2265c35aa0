package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.cost.Estimate;
import org.openemr.aws.cost.Part;
import org.openemr.aws.cost.PriceTable;
import org.openemr.aws.cost.Uncharged;
import org.openemr.aws.cost.Usage;
import org.openemr.aws.plan.Template;
import org.openemr.aws.testsupport.CdkJson;
import org.openemr.aws.testsupport.ProjectRoot;

/** What {@code openemr cost} says of real templates, counted once more from them; and that each type of resource has a row. */
class DeploymentCostTest {

    private static final Usage NOBODY = new Usage(Optional.empty(), 0, 0);
    private static final double HOURS = 730;

    /** Tasks, their size and the database of the default and of each size of {@code openemr init}. */
    @ParameterizedTest
    @CsvSource({"2, 1024, 2048, 0.5", "2, 1024, 2048, 1", "4, 2048, 4096, 4"})
    void anIdleDeploymentCostsWhatItsTemplatesCount(int tasks, int cpu, int memory, double capacity) {
        var templates = LayerTemplates.of(CdkJson.settingsWith(Map.of(
                "openemr_service_fargate_minimum_capacity",
                tasks,
                "openemr_service_fargate_cpu",
                cpu,
                "openemr_service_fargate_memory",
                memory,
                "aurora_min_capacity",
                capacity)));
        var resources = templates.values().stream()
                .map(Template::resources)
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
        var clock = Stream.of(0.25 * usd("task-vcpu"), usd("task-memory"))
                .mapToDouble(price -> price)
                .sum();
        var byHand = HOURS
                        * (tasks * (cpu * usd("task-vcpu") + memory * usd("task-memory")) / 1024
                                + clock
                                + count(resources, "RDS::DBInstance")
                                        * capacity
                                        * (usd("database-capacity") + usd("database-insights"))
                                + 0.1 * usd("cache-storage")
                                + count(resources, "EC2::NatGateway") * usd("nat-gateway")
                                + (count(resources, "EC2::EIP") + 2) * usd("public-address")
                                + usd("load-balancer"))
                + 10 * usd("nat-data")
                + 0.5 * usd("logs")
                + usd("web-acl")
                + 19 * usd("web-acl-rule")
                + count(resources, "KMS::Key") * usd("key")
                + count(resources, "SecretsManager::Secret") * usd("secret")
                + count(resources, "CloudWatch::Dashboard") * usd("dashboard")
                + metricsOfAlarms(resources) * usd("alarm");

        var estimate = Estimate.of(templates, NOBODY, PriceTable.shipped(), "us-east-1");

        assertThat(estimate.low()).isCloseTo(byHand, within(0.005));
        assertThat(estimate.high()).isCloseTo(byHand, within(0.005));
        assertThat(estimate.low(Part.DATABASE)).isCloseTo(2 * HOURS * capacity * (0.12 + 0.003125), within(0.005));
    }

    /** What can be told before is not told as paid by use, and what is free not as priced. */
    @Test
    void noTypeIsFreeAndPaid() {
        var uncharged = Uncharged.table();

        assertThat(uncharged.free())
                .doesNotContainKeys(uncharged.byUse().keySet().toArray(String[]::new));
        assertThat(uncharged.free()).doesNotContainKeys(Estimate.pricedTypes().toArray(String[]::new));
    }

    /** No part of a bill is forgotten; and a row that no template has any more would be a claim that nobody checks. */
    @Test
    void everyTypeHasARowAndEveryRowAType() throws IOException {
        var rows = new TreeSet<>(Estimate.pricedTypes());
        rows.addAll(Uncharged.table().free().keySet());
        rows.addAll(Uncharged.table().byUse().keySet());

        assertThat(typesOfAllSnapshots()).isEqualTo(rows);
    }

    private static Set<String> typesOfAllSnapshots() throws IOException {
        var types = new TreeSet<String>();
        try (var files = Files.walk(ProjectRoot.resolve("app/src/test/snapshots"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Template.parse(Files.readString(file))
                        .resources()
                        .values()
                        .forEach(resource -> types.add(resource.path("Type").asText()));
            }
        }
        return types;
    }

    private static long count(Collection<JsonNode> resources, String type) {
        return resources.stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::" + type))
                .count();
    }

    private static long metricsOfAlarms(Collection<JsonNode> resources) {
        return resources.stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::CloudWatch::Alarm"))
                .mapToLong(alarm -> Math.max(1, alarm.findValues("MetricStat").size()))
                .sum();
    }

    private static double usd(String item) {
        return PriceTable.shipped().usd(item, "us-east-1").orElseThrow();
    }
}
