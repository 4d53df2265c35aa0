package org.openemr.aws.operator.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.openemr.aws.cost.PriceQuery;
import org.openemr.aws.cost.PriceTable;
import org.openemr.aws.cost.PricedItem;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;

/**
 * The <a href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html">price list of AWS</a>, which is asked in
 * three regions only and knows the prices of all.
 *
 * @param client of one of those regions
 */
public record PriceList(PricingClient client) {

    /** A region in which it can be asked. */
    public static final String REGION = "us-east-1";

    /** A price that changed by more than this was read in another unit, or is another product's. */
    private static final double LARGEST_CHANGE = 5;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * The prices of a region that the list knows for sure, by item: what has no query, no product, several prices, or one that is far from that
     * of before is left out.
     */
    public Map<String, Double> of(PriceTable table, String region) {
        var prices = new LinkedHashMap<String, Double>();
        table.items()
                .forEach((name, item) -> item.queries().stream()
                        .findFirst()
                        .flatMap(query -> price(query, region).map(usd -> usd * query.per()))
                        .filter(usd -> isNear(usd, item))
                        .ifPresent(usd -> prices.put(name, usd)));
        return prices;
    }

    /** By the prices of other regions, which are not far from each other. */
    private static boolean isNear(double usd, PricedItem item) {
        return item.prices().values().stream()
                .allMatch(known -> usd < known.usd() * LARGEST_CHANGE && usd > known.usd() / LARGEST_CHANGE);
    }

    private Optional<Double> price(PriceQuery query, String region) {
        var filters = new ArrayList<Filter>();
        filters.add(filter("regionCode", region, FilterType.TERM_MATCH));
        filters.add(filter("usagetype", query.usageType(), FilterType.CONTAINS));
        query.attributes().forEach((name, value) -> filters.add(filter(name, value, FilterType.TERM_MATCH)));
        var request = GetProductsRequest.builder()
                .serviceCode(query.service())
                .filters(filters)
                .formatVersion("aws_v1")
                .build();
        var found = new TreeSet<Double>();
        client.getProductsPaginator(request).priceList().stream()
                .map(PriceList::read)
                .filter(product ->
                        query.isOf(product.at("/product/attributes/usagetype").asText()))
                .forEach(product -> firstThatCosts(product).ifPresent(found::add));
        return found.size() == 1 ? Optional.of(found.first()) : Optional.empty();
    }

    private static Filter filter(String field, String value, FilterType type) {
        return Filter.builder().field(field).value(value).type(type).build();
    }

    /** A price may have tiers, of which the first may be free. */
    private static Optional<Double> firstThatCosts(JsonNode product) {
        return product.at("/terms/OnDemand").properties().stream()
                .flatMap(term -> StreamSupport.stream(
                        term.getValue().path("priceDimensions").spliterator(), false))
                .filter(dimension -> usd(dimension) > 0)
                .min(Comparator.comparingDouble(
                        dimension -> dimension.path("beginRange").asDouble()))
                .map(PriceList::usd);
    }

    private static double usd(JsonNode dimension) {
        return dimension.at("/pricePerUnit/USD").asDouble();
    }

    private static JsonNode read(String product) {
        try {
            return MAPPER.readTree(product);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
