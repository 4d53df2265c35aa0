package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.cost.PriceTable;

/** {@code openemr cost}, with a stand-in for the CDK's command line that writes the templates of the test. */
class CostCommandTest extends PlannedTest {

    private static final String KEY = "'Key': {'Type': 'AWS::KMS::Key'}";
    private static final String SERVICE = """
            'Definition': {'Type': 'AWS::ECS::TaskDefinition', 'Properties': {'Cpu': '1024', 'Memory': '2048'}},
            'Service': {'Type': 'AWS::ECS::Service', 'Properties': {'TaskDefinition': {'Ref': 'Definition'}}},
            'Target': {'Type': 'AWS::ApplicationAutoScaling::ScalableTarget', 'Properties':
              {'MinCapacity': 2, 'MaxCapacity': 100, 'ResourceId': {'Fn::GetAtt': ['Service', 'Name']}}}
            """;

    @BeforeEach
    void wantSomething() {
        wanted("SecurityStack", resources(KEY));
        wanted("ComputeStack", resources(SERVICE + ", 'Pool': {'Type': 'AWS::Cognito::UserPool'}"));
    }

    /** 2 tasks of 730 hours at 0.03238 USD for the vCPU and twice 0.00356 for memory; with 40 users 3 tasks in 220 of them. */
    @Test
    void addsUpWhatTheTemplatesHave() {
        var run = operator().run("cost", "--users", "40");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "part              for                            low    high   changed by",
                        "tasks             GB of memory of a task on ARM  10.40  11.96  openemr_service_fargate_minimum_capacity, night_hours, openemr_service_fargate_memory",
                        "tasks             vCPU of a task on ARM          47.27  54.40  openemr_service_fargate_minimum_capacity, night_hours, openemr_service_fargate_cpu",
                        "logs and alarms   GB of logs taken in            0.00   2.38   --users",
                        "keys and secrets  KMS key                        1.00   1.00",
                        "all                                              58.67  69.74");
        assertThat(run.err())
                .contains(
                        "Prices of us-east-1, the oldest of 2025-10-28",
                        "sign-in by Cognito's plan Plus",
                        "high is with 40 people at work, and 20 GB of documents",
                        "people work 220 of 730 hours")
                .doesNotContain("Paid from");
        assertThat(aws().operations()).isEmpty();
    }

    @Test
    void isReadByScripts() {
        assertThat(operator().run("cost", "--output", "json").out())
                .contains("\"part\" : \"keys and secrets\"", "\"low\" : 1.00");
    }

    @Test
    void comparesWithTheSizesOfInit() {
        operator().program("npx", """
                        echo "$@" >> cdk.txt; mkdir -p "$5"; cp made/* "$5"
                        case "$*" in *openemr_service_fargate_minimum_capacity=4*) sed -i "s/'MinCapacity': 2/'MinCapacity': 4/; s/\\"MinCapacity\\": 2/\\"MinCapacity\\": 4/" "$5"/ComputeStack.template.json;; esac
                        """);

        var run = operator().run("cost", "--compare", "small", "--compare", "hospital");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines().findFirst())
                .hasValueSatisfying(head -> assertThat(
                                head.replaceAll(" +", " ").strip())
                        .isEqualTo("part cdk.json low cdk.json high small low small high hospital low hospital high"));
        assertThat(run.out().lines().filter(line -> line.startsWith("tasks")))
                .singleElement()
                .satisfies(line -> assertThat(line.split(" +"))
                        .containsExactly("tasks", "57.67", "57.67", "57.67", "57.67", "115.34", "115.34"));
        assertThat(operator().read("cdk.txt")).contains("--context aurora_max_capacity=128");
    }

    @Test
    void refusesASizeThatThereIsNot() {
        assertThat(operator().run("cost", "--compare", "tiny").err())
                .contains("--compare is practice, small, clinic or hospital, not tiny.");
    }

    @Test
    void readsPricesFromThePriceListAndKeepsWhatItDoesNotHave() {
        aws().json("AWSPriceListService.GetProducts", "{\"PriceList\": []}");
        aws().jsonWhere(
                        "AWSPriceListService.GetProducts",
                        "KMS-Keys",
                        "{\"PriceList\": [%s, %s]}"
                                .formatted(
                                        product("us-east-1-KMS-Keys", "0", "0.0000000000", "20000", "2.5000000000"),
                                        product(
                                                "us-east-1-KMS-Keys-Else",
                                                "0",
                                                "9.0000000000",
                                                "20000",
                                                "9.0000000000")));

        var run = operator().run("cost", "--refresh");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("1 of 34 prices of us-east-1 are in prices.json now", "They are those of prices.json.")
                .contains("they stay as they were");
        var read = PriceTable.parse(operator().read("prices.json"));
        assertThat(read.usd("key", "us-east-1")).contains(2.5);
        assertThat(read.usd("secret", "us-east-1")).contains(0.4);
        assertThat(operator().run("cost").out()).contains("KMS key                        2.50   2.50");
        assertThat(aws().bodiesOf("AWSPriceListService.GetProducts"))
                .anySatisfy(body -> assertThat(body)
                        .contains("\"Field\":\"regionCode\",\"Value\":\"us-east-1\"", "\"Type\":\"CONTAINS\""));
    }

    /** The list has the price of one request; a price that is far from that of before is another product's. */
    @Test
    void readsPricesInTheUnitsOfTheTableAndNoneThatCannotBe() {
        aws().json("AWSPriceListService.GetProducts", "{\"PriceList\": []}");
        aws().jsonWhere(
                        "AWSPriceListService.GetProducts",
                        "RequestV2-Tier1",
                        "{\"PriceList\": [%s]}"
                                .formatted(product("USE1-RequestV2-Tier1", "0", "0.0000007000", "1", "0.0000007000")));
        aws().jsonWhere(
                        "AWSPriceListService.GetProducts",
                        "KMS-Keys",
                        "{\"PriceList\": [%s]}".formatted(product("KMS-Keys", "0", "0.0000010000", "1", "0.1")));

        operator().run("cost", "--refresh");

        var read = PriceTable.parse(operator().read("prices.json"));
        assertThat(read.usd("web-acl-requests", "us-east-1"))
                .hasValueSatisfying(usd -> assertThat(usd).isCloseTo(0.7, within(1e-9)));
        assertThat(read.usd("key", "us-east-1")).contains(1.0);
    }

    /** Two prices for one item are none: which is the deployment's, nobody can tell. */
    @Test
    void takesNoPriceOfWhichThereAreTwo() {
        aws().json("AWSPriceListService.GetProducts", "{\"PriceList\": []}");
        aws().jsonWhere(
                        "AWSPriceListService.GetProducts",
                        "KMS-Keys",
                        "{\"PriceList\": [%s, %s]}"
                                .formatted(
                                        product("KMS-Keys", "0", "3.0", "1", "3.0"),
                                        product("USE1-KMS-Keys", "0", "4.0", "1", "4.0")));

        operator().run("cost", "--refresh");

        assertThat(PriceTable.parse(operator().read("prices.json")).usd("key", "us-east-1"))
                .contains(1.0);
    }

    @Test
    void aRegionWithoutPricesIsNotGuessed() {
        var run = operator().run("cost", "--region", "eu-central-1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("There are no prices of eu-central-1 here, but of us-east-1.", "openemr cost --refresh");
    }

    @Test
    void aTableThatIsNoneIsSaid() {
        operator().file("prices.json", "[]");

        assertThat(operator().run("cost").err()).contains("prices.json is no table of prices", "Mend it, or remove it");
    }

    @Test
    void showsWhatWasPaidBesideTheEstimate() {
        aws().json("AWSInsightsIndexService.GetCostAndUsage", """
                {"ResultsByTime": [{"Groups": [
                  {"Keys": ["AWS Key Management Service"], "Metrics": {"UnblendedCost": {"Amount": "1.004", "Unit": "USD"}}},
                  {"Keys": ["Amazon Elastic Container Service"], "Metrics": {"UnblendedCost": {"Amount": "60.1", "Unit": "USD"}}},
                  {"Keys": ["AWS Lambda"], "Metrics": {"UnblendedCost": {"Amount": "0", "Unit": "USD"}}}]}]}""");

        var run = operator().run("cost", "--actual");

        assertThat(run.err())
                .contains(
                        "Paid from 2026-10-01 until 2026-11-01: 61.10, where the estimate is 58.67 to",
                        "  1.00  AWS Key Management Service",
                        "  60.10  Amazon Elastic Container Service")
                .doesNotContain("Lambda");
        assertThat(aws().bodiesOf("AWSInsightsIndexService.GetCostAndUsage"))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"Key\":\"openemr:deployment\",\"Values\":[\"openemr\"]", "2026-10-01"));
    }

    @Test
    void saysWhatMayBeWhenNothingWasPaid() {
        aws().json("AWSInsightsIndexService.GetCostAndUsage", "{\"ResultsByTime\": [{\"Groups\": []}]}");

        assertThat(operator().run("cost", "--actual").err()).contains("cost allocation tag");
    }

    @Test
    void nobodyIsNoAnswer() {
        assertThat(operator().run("cost", "--users", "0").status()).isEqualTo(2);
        assertThat(operator().run("cost", "--documents-gb", "-1").status()).isEqualTo(2);
    }

    private static String product(String usageType, String begin, String usd, String secondBegin, String second) {
        var product = """
                {"product": {"attributes": {"usagetype": "%s"}}, "terms": {"OnDemand": {"a": {"priceDimensions": {
                "b": {"beginRange": "%s", "pricePerUnit": {"USD": "%s"}}, "c": {"beginRange": "%s", "pricePerUnit": {"USD": "%s"}}}}}}}""".formatted(usageType, begin, usd, secondBegin, second);
        return "\"" + product.replace("\n", "").replace("\"", "\\\"") + "\"";
    }
}
