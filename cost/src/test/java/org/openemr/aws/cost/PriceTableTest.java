package org.openemr.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {

    private static final PriceTable SHIPPED = PriceTable.shipped();

    @Test
    void everyPriceHasASourceAndEverySourceADay() {
        assertThat(SHIPPED.items()).allSatisfy((name, item) -> {
            assertThat(item.what()).isNotBlank();
            assertThat(item.unit()).isNotBlank();
            assertThat(item.prices()).allSatisfy((region, price) -> {
                assertThat(price.usd()).isPositive();
                assertThat(SHIPPED.sources()).containsKey(price.source());
            });
        });
        assertThat(SHIPPED.sources().values()).allSatisfy(source -> {
            assertThat(LocalDate.parse(source.date())).isAfter("2025-06-01");
            assertThat(source.address()).startsWith("https://");
        });
        assertThat(SHIPPED.oldest("us-east-1")).isEqualTo("2025-10-28");
    }

    @Test
    void hasEveryItemInOneRegionAtLeast() {
        assertThat(SHIPPED.regions()).contains("us-east-1");
        assertThat(SHIPPED.usd("nat-gateway", "eu-central-1")).isEmpty();
    }

    @Test
    void newerPricesOfARegionStandBesideTheOthersAndAreReadAgain() {
        var source = new PriceSource("AWS Price List", "https://example.org", "2026-11-28");

        var read = PriceTable.parse(
                SHIPPED.with("eu-central-1", Map.of("nat-gateway", 0.052, "no-item", 1.0), "list", source)
                        .json());

        assertThat(read.usd("nat-gateway", "eu-central-1")).contains(0.052);
        assertThat(read.usd("nat-gateway", "us-east-1")).isEqualTo(SHIPPED.usd("nat-gateway", "us-east-1"));
        assertThat(read.items()).hasSameSizeAs(SHIPPED.items());
        assertThat(read.regions()).containsExactly("us-east-1");
        assertThat(read.oldest("eu-central-1")).isEqualTo("2026-11-28");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "{\"sources\": {}}", "x"})
    void whatIsNoTableIsRefused(String text) {
        assertThatThrownBy(() -> PriceTable.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no table of prices");
    }

    /** A file of an earlier version has neither the items that came since, nor the queries that were mended. */
    @Test
    void pricesOfAFileStandOverItsOwnAndNothingElseOfIt() {
        var file = PriceTable.parse("""
                {"sources": {"mine": {"what": "x", "address": "https://example.org", "date": "2026-11-28"}},
                "items": {"key": {"what": "old", "unit": "old", "queries": [], "prices": {"eu-central-1": {"usd": 1.5, "source": "mine"}}},
                "gone": {"what": "old", "unit": "old", "queries": [], "prices": {}}}}""");

        var both = SHIPPED.over(file);

        assertThat(both.usd("key", "eu-central-1")).contains(1.5);
        assertThat(both.usd("key", "us-east-1")).contains(1.0);
        assertThat(both.what("key")).isEqualTo("KMS key");
        assertThat(both.items().keySet()).isEqualTo(SHIPPED.items().keySet());
        assertThat(both.oldest("eu-central-1")).isEqualTo("2026-11-28");
    }

    @Test
    void aPriceThatIsTheSameInAllRegionsIsKnownInAll() {
        assertThat(SHIPPED.usd("dashboard", "eu-central-1")).contains(3.0);
    }

    /** The list has the price of one request, the table that of a million. */
    @Test
    void aQueryHasTheUnitOfItsItem() {
        assertThat(SHIPPED.items().values())
                .allSatisfy(item -> item.queries()
                        .forEach(query -> assertThat(query.per())
                                .as(item.what())
                                .isEqualTo(
                                        switch (item.unit()) {
                                            case "million" -> 1e6;
                                            case "100,000" -> 1e5;
                                            default -> 1;
                                        })));
    }

    @ParameterizedTest
    @CsvSource({
        "NatGateway-Hours, true",
        "USE1-NatGateway-Hours, true",
        "EU-NatGateway-Hours, true",
        "UGW1-NatGateway-Hours, true",
        "us-east-1-NatGateway-Hours, true",
        "us-gov-west-1-NatGateway-Hours, true",
        "TS-NatGateway-Hours, false",
        "NatGateway-Prvd-Hours, false",
        "USE1-ShieldProtected-NatGateway-Hours, false",
        "NatGateway-HoursX, false"
    })
    void aTypeOfUsageIsKnownInEachRegion(String usageType, boolean known) {
        assertThat(new PriceQuery("AmazonEC2", "NatGateway-Hours", Map.of(), 1).isOf(usageType))
                .isEqualTo(known);
    }
}
