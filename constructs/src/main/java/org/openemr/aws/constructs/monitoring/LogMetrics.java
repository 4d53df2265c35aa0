package org.openemr.aws.constructs.monitoring;

import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.PascalCase;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * Metrics that are made of the lines of a log group.
 *
 * @param scope what the filters belong to
 */
public record LogMetrics(Construct scope, Deployment deployment, ILogGroup logs) {

    /**
     * A metric.
     *
     * @param name its name, in a namespace of the deployment
     * @param pattern which lines, see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">filter pattern syntax</a>
     * @param value what each line counts: a number, or a part of the pattern
     */
    public IMetric of(String name, String pattern, String value, String statistic, Duration period) {
        return MetricFilter.Builder.create(scope, PascalCase.of(name))
                .logGroup(logs)
                .filterPattern(FilterPattern.literal(pattern))
                .metricNamespace("OpenEMR/" + deployment.name())
                .metricName(name)
                .metricValue(value)
                .build()
                .metric(MetricOptions.builder()
                        .statistic(statistic)
                        .period(period)
                        .build());
    }
}
