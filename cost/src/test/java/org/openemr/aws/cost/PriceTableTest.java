package org.openemr.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            assertThat(LocalDate.parse(source.date())).isAfter("2026-01-01");
            assertThat(source.address()).startsWith("https://");
        });
        assertThat(SHIPPED.oldest("us-east-1")).isEqualTo("2026-03-15");
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
        assertThatThrownBy(() -> PriceTable.parse("[]")).hasMessageContaining("no table of prices");
    }

    @ParameterizedTest
    @CsvSource({
        "NatGateway-Hours, true",
        "USE1-NatGateway-Hours, true",
        "EU-NatGateway-Hours, true",
        "UGW1-NatGateway-Hours, true",
        "NatGateway-Prvd-Hours, false",
        "USE1-ShieldProtected-NatGateway-Hours, false",
        "NatGateway-HoursX, false"
    })
    void aTypeOfUsageIsKnownInEachRegion(String usageType, boolean known) {
        assertThat(new PriceQuery("AmazonEC2", "NatGateway-Hours", Map.of()).isOf(usageType))
                .isEqualTo(known);
    }
}
