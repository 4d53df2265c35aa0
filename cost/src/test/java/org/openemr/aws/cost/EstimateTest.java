package org.openemr.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openemr.aws.plan.Template;

/** Each figure by hand: quantities are figures without their price. */
class EstimateTest {

    private static final Usage NOBODY = new Usage(Optional.empty(), 0, 0);

    /** 100 users: 20 requests a second on the mean, of which each needs 0.15 s of a vCPU, and 0.02 s in the database. */
    private static final Usage HUNDRED = Usage.of(new Load(100, 0), 50);

    private static final String BACKUPS = """
            "Cluster": {"Type": "AWS::RDS::DBCluster", "Properties": {"BackupRetentionPeriod": 7}},
            "Plan": {"Type": "AWS::Backup::BackupPlan", "Properties": {"BackupPlan": {"BackupPlanRule": [
              {"Lifecycle": {"DeleteAfterDays": 35}, "ScheduleExpression": "cron(0 5 * * ? *)"},
              {"Lifecycle": {"DeleteAfterDays": 90}, "ScheduleExpression": "cron(0 5 ? * SAT *)"},
              {"Lifecycle": {"DeleteAfterDays": 2555}, "ScheduleExpression": "cron(0 5 1 * ? *)"}]}}}
            """;

    @Test
    void tasksFollowTheLoadInTheHoursOfWork() {
        var service = compute("""
                "Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Cpu": "1024", "Memory": "2048"}},
                "Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Definition"}}},
                "Target": {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties":
                  {"MinCapacity": 2, "MaxCapacity": 100, "ResourceId": {"Fn::GetAtt": ["Service", "Name"]}}},
                "Policy": {"Type": "AWS::ApplicationAutoScaling::ScalingPolicy", "Properties":
                  {"ScalingTargetId": {"Ref": "Target"}, "TargetTrackingScalingPolicyConfiguration":
                   {"TargetValue": 50, "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}}}
                """);

        // 20 x 0.15 / 0.5 = 6 tasks in 220 hours, else 2 in 510; two GB each.
        assertThat(quantity(service, HUNDRED, "task-vcpu")).isEqualTo(220 * 6 + 510 * 2);
        assertThat(quantity(service, HUNDRED, "task-memory")).isEqualTo(2 * (220 * 6 + 510 * 2));
        assertThat(quantity(service, NOBODY, "task-vcpu")).isEqualTo(730 * 2);
    }

    @Test
    void tasksEndAtTheLimitAndAServiceThatDoesNotScaleIsOneTask() {
        var services = compute("""
                "Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Cpu": "512", "Memory": "1024"}},
                "Clock": {"Type": "AWS::ECS::Service", "Properties": {"DesiredCount": 1, "TaskDefinition": {"Ref": "Definition"}}},
                "Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Definition"}}},
                "Target": {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties":
                  {"MinCapacity": 2, "MaxCapacity": 3, "ResourceId": {"Fn::GetAtt": ["Service", "Name"]}}}
                """);

        assertThat(quantity(services, HUNDRED, "task-vcpu")).isEqualTo((220 * 3 + 510 * 2 + 730) / 2.0);
    }

    /** Nights of 11 hours on five days, and two days: 103 of 168 hours of a week. */
    private static final String NIGHTS = """
            "ScheduledActions": [
              {"Schedule": "cron(0/5 7,8,9,10,11,12,13,14,15,16,17,18,19 ? * MON,TUE,WED,THU,FRI *)", "ScalableTargetAction": {"MaxCapacity": 9}},
              {"Schedule": "cron(0/5 0,1,2,3,4,5,6,20,21,22,23 ? * MON,TUE,WED,THU,FRI *)", "ScalableTargetAction": {"MaxCapacity": 0}},
              {"Schedule": "cron(0/5 * ? * SAT,SUN *)", "ScalableTargetAction": {"MaxCapacity": 0}},
              {"Schedule": "at(2026-12-31T00:00:00)", "ScalableTargetAction": {"MaxCapacity": 0}}]
            """;

    private static final double OPEN = 730 * 65 / 168.0;

    @Test
    void nobodyPaysForTasksAtNightNorForADatabaseThatPauses() {
        var site = compute("""
                "Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Cpu": "1024", "Memory": "2048"}},
                "Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Definition"}}},
                "Target": {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties":
                  {"MinCapacity": 2, "MaxCapacity": 100, "ResourceId": {"Fn::GetAtt": ["Service", "Name"]}, %s}}
                """.formatted(NIGHTS));

        assertThat(quantity(site, NOBODY, "task-vcpu")).isCloseTo(OPEN * 2, within(1e-6));
        assertThat(quantity(site, HUNDRED, "task-vcpu")).isCloseTo(220 * 8 + (OPEN - 220) * 2, within(1e-6));
        assertThat(quantity(with(site, database(0)), NOBODY, "database-capacity"))
                .isCloseTo(OPEN * 0.5, within(1e-6));
        assertThat(quantity(with(site, database(0.5)), NOBODY, "database-capacity"))
                .isEqualTo(730 * 0.5);
    }

    /** The worker that reports each minute asks it; one that lets it pause does not, and then who works does. */
    @Test
    void aDatabaseThatMayPauseIsAwakeWhileTasksAskIt() {
        var asking = compute("""
                "Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Definition"}}},
                "Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Command": ["run"]}}
                """);
        var silent = compute("""
                "Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Definition"}}},
                "Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Command": ["DATABASE_PAUSES=yes\\nrun"]}}
                """);

        assertThat(quantity(with(asking, database(0)), NOBODY, "database-capacity"))
                .isEqualTo(730 * 0.5);
        assertThat(quantity(with(silent, database(0)), NOBODY, "database-capacity"))
                .isZero();
        assertThat(quantity(with(silent, database(0)), HUNDRED, "database-capacity"))
                .isEqualTo(220 * 3.5);
    }

    private static Map<String, Template> with(Map<String, Template> compute, Template database) {
        return Map.of("ComputeStack", compute.get("ComputeStack"), "DataStack", database);
    }

    private static Template database(double least) {
        return template("""
                "Cluster": {"Type": "AWS::RDS::DBCluster", "Properties": {"ServerlessV2ScalingConfiguration": {"MinCapacity": %s, "MaxCapacity": 256}}},
                "Writer": {"Type": "AWS::RDS::DBInstance"}
                """.formatted(least));
    }

    @Test
    void theDatabaseFollowsTheLoadInEachInstance() {
        var database = Map.of("DataStack", template("""
                        "Cluster": {"Type": "AWS::RDS::DBCluster", "Properties":
                          {"ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 256}, "EnableCloudwatchLogsExports": ["audit", "error", "general"]}},
                        "Writer": {"Type": "AWS::RDS::DBInstance"},
                        "Reader": {"Type": "AWS::RDS::DBInstance", "Properties": {"PromotionTier": 1}},
                        "Other": {"Type": "AWS::RDS::DBInstance", "Properties": {"PromotionTier": 2}}
                        """));

        // 20 x 0.02 / 0.125 = 3.2, in steps of a half: 3.5 units in 220 hours, else 0.5.
        assertThat(quantity(database, HUNDRED, "database-capacity")).isEqualTo(2 * (220 * 3.5 + 510 * 0.5) + 730 * 0.5);
        assertThat(quantity(database, NOBODY, "database-capacity")).isEqualTo(3 * 730 * 0.5);
        assertThat(quantity(database, NOBODY, "database-insights")).isEqualTo(3 * 730 * 0.5);
        assertThat(quantity(database, HUNDRED, "database-storage")).isEqualTo(10);
        // 20 x 3600 x 220 = 15.84 million requests of 40 statements: 300 bytes of each in two logs, and a tenth reads
        // storage.
        assertThat(quantity(database, HUNDRED, "logs")).isCloseTo(2 * 15.84e6 * 40 * 300e-9, within(1e-6));
        assertThat(quantity(database, HUNDRED, "database-requests")).isCloseTo(15.84 * 4, within(1e-6));
    }

    @Test
    void addressesAreOnesOfALoadBalancerOnTheInternetAlone() {
        var outside = """
                "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Scheme": "internet-facing", "Subnets": ["a", "b", "c"]}}
                """;

        assertThat(quantity(Map.of("NetworkStack", template(outside)), NOBODY, "public-address"))
                .isEqualTo(3 * 730);
        assertThat(quantity(
                        Map.of("NetworkStack", template(outside.replace("internet-facing", "internal"))),
                        NOBODY,
                        "public-address"))
                .isZero();
    }

    @Test
    void anInterfaceEndpointIsPaidInEachZoneAndAGatewayNowhere() {
        var network = Map.of("ComputeStack", template("""
                        "Service": {"Type": "AWS::ECS::Service", "Properties": {"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["a", "b", "c"]}}}}
                        """), "NetworkStack", template("""
                        "Gateway": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Gateway"}},
                        "Interface": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface"}}
                        """));

        assertThat(quantity(network, NOBODY, "endpoint")).isEqualTo(3 * 730);
    }

    @Test
    void anAlarmIsPaidForEachMetricAndAWebAclForEachRule() {
        var security = Map.of("SecurityStack", template("""
                        "One": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "Errors"}},
                        "Of": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": [{"Expression": "a/b"}, {"MetricStat": {}}, {"MetricStat": {}}]}},
                        "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [1, 2, 3]}}
                        """));

        assertThat(quantity(security, NOBODY, "alarm")).isEqualTo(3);
        assertThat(quantity(security, NOBODY, "web-acl-rule")).isEqualTo(3);
    }

    /** Whole copies of the database: 35 days but for 7 of Aurora's own, 90 / 7 weeks, 12 months of the first year. */
    @Test
    void recoveryPointsOfTheDatabaseAreWhole() {
        assertThat(quantity(Map.of("DataStack", template(BACKUPS)), HUNDRED.idle(), "database-backup"))
                .isCloseTo(10 * (35 - 7 + 90 / 7.0 + 12), within(1e-3));
        assertThat(quantity(Map.of("DataStack", template(BACKUPS)), HUNDRED.idle(), "file-backup"))
                .isEqualTo(2 * 50);
    }

    @Test
    void copiesCostWhatThePlanKeepsAndTheWayThere() {
        var copies = Map.of(
                "DataStack",
                template(BACKUPS + ", \"Vault\": {\"Type\": \"AWS::Backup::BackupVault\"}"),
                "RegionCopyStack",
                template("\"Vault\": {\"Type\": \"AWS::Backup::BackupVault\"}"));

        assertThat(quantity(copies, HUNDRED, "file-backup")).isEqualTo(2 * 2 * 50);
        assertThat(quantity(copies, HUNDRED, "copy-transfer")).isCloseTo(0.2 * 60, within(1e-9));
        assertThat(quantity(copies, HUNDRED.idle(), "file-backup")).isEqualTo(2 * 2 * 50);
        assertThat(quantity(copies, HUNDRED.idle(), "copy-transfer")).isZero();
    }

    @Test
    void anAcceleratorHasTwoAddresses() {
        assertThat(quantity(
                        Map.of("NetworkStack", template("\"A\": {\"Type\": \"AWS::GlobalAccelerator::Accelerator\"}")),
                        NOBODY,
                        "public-address"))
                .isEqualTo(2 * 730);
    }

    @Test
    void linesAreSumsOfAnItemAndWhatIsPaidByUseIsNamed() {
        var stacks = Map.of(
                "A",
                template("\"Key\": {\"Type\": \"AWS::KMS::Key\"}, \"Pool\": {\"Type\": \"AWS::Cognito::UserPool\"}"),
                "B",
                template("\"Key\": {\"Type\": \"AWS::KMS::Key\"}"));

        var estimate = Estimate.of(stacks, NOBODY, PriceTable.shipped(), "us-east-1");

        assertThat(estimate.lines())
                .containsExactly(new Estimate.Line(Part.KEYS_AND_SECRETS, "key", "KMS key", 2, 2, ""));
        assertThat(estimate.low()).isEqualTo(2);
        assertThat(estimate.high(Part.KEYS_AND_SECRETS)).isEqualTo(2);
        assertThat(estimate.byUse()).containsOnlyKeys("AWS::Cognito::UserPool", "AWS::KMS::Key");
        assertThat(estimate.unpriced()).isEmpty();
    }

    /** What has no price is no reason to say nothing of the rest. */
    @Test
    void whatHasNoPriceInARegionIsNamed() {
        var stacks = compute(
                "\"Key\": {\"Type\": \"AWS::KMS::Key\"}, \"Board\": {\"Type\": \"AWS::CloudWatch::Dashboard\"}");

        var estimate = Estimate.of(stacks, NOBODY, PriceTable.shipped(), "mars-north-1");

        assertThat(estimate.unpriced()).containsExactly("key");
        assertThat(estimate.low()).isEqualTo(3);
    }

    private static double quantity(Map<String, Template> templates, Usage usage, String item) {
        var usd = Estimate.of(templates, usage, PriceTable.shipped(), "us-east-1").lines().stream()
                .filter(line -> line.item().equals(item))
                .mapToDouble(Estimate.Line::high)
                .sum();
        return Math.round(usd / PriceTable.shipped().usd(item, "us-east-1").orElseThrow() * 1e6) / 1e6;
    }

    private static Map<String, Template> compute(String resources) {
        return Map.of("ComputeStack", template(resources));
    }

    private static Template template(String resources) {
        return Template.parse("{\"Resources\": {" + resources + "}}");
    }
}
