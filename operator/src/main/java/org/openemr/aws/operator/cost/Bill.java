package org.openemr.aws.operator.cost;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Names;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.TagValues;

/**
 * What was paid for a deployment, by <a
 * href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html">Cost Explorer</a>, which finds it by its tag.
 *
 * @param from the first day
 * @param until the day after the last
 * @param services US dollars by service, those of 0 left out
 */
public record Bill(LocalDate from, LocalDate until, Map<String, Double> services) {

    /** A region in which Cost Explorer is asked. */
    public static final String REGION = "us-east-1";

    private static final String METRIC = "UnblendedCost";

    /** The bill of the month before a day. */
    public static Bill ofTheMonthBefore(CostExplorerClient client, String deployment, LocalDate today) {
        var until = today.withDayOfMonth(1);
        var from = until.minusMonths(1);
        var services = new TreeMap<String, Double>();
        @Nullable String page = null;
        do {
            var answer = client.getCostAndUsage(GetCostAndUsageRequest.builder()
                    .timePeriod(period -> period.start(from.toString()).end(until.toString()))
                    .granularity(Granularity.MONTHLY)
                    .metrics(METRIC)
                    .filter(Expression.builder()
                            .tags(TagValues.builder()
                                    .key(Names.DEPLOYMENT_TAG)
                                    .values(deployment)
                                    .build())
                            .build())
                    .groupBy(GroupDefinition.builder()
                            .type(GroupDefinitionType.DIMENSION)
                            .key("SERVICE")
                            .build())
                    .nextPageToken(page)
                    .build());
            answer.resultsByTime()
                    .forEach(result -> result.groups().forEach(group -> {
                        var usd = Optional.ofNullable(group.metrics().get(METRIC))
                                .map(MetricValue::amount)
                                .map(Double::parseDouble)
                                .orElse(0.0);
                        if (usd != 0) {
                            services.merge(group.keys().get(0), usd, Double::sum);
                        }
                    }));
            page = answer.nextPageToken();
        } while (page != null);
        return new Bill(from, until, services);
    }

    /** US dollars of all services. */
    public double total() {
        return services.values().stream().mapToDouble(usd -> usd).sum();
    }
}
