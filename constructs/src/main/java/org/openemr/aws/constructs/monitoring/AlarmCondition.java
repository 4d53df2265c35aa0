package org.openemr.aws.constructs.monitoring;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * When an alarm goes off: in one period unless said otherwise, and not for missing data.
 *
 * @param threshold the value in the metric's own unit
 * @param operator on which side of the threshold it goes off
 * @param breachingPeriods how many periods must breach
 * @param periods out of how many
 * @param missing what a period without data counts as
 */
public record AlarmCondition(
        double threshold, ComparisonOperator operator, int breachingPeriods, int periods, TreatMissingData missing) {

    public static AlarmCondition above(double threshold) {
        return new AlarmCondition(
                threshold, ComparisonOperator.GREATER_THAN_THRESHOLD, 1, 1, TreatMissingData.NOT_BREACHING);
    }

    public static AlarmCondition below(double threshold) {
        return new AlarmCondition(
                threshold, ComparisonOperator.LESS_THAN_THRESHOLD, 1, 1, TreatMissingData.NOT_BREACHING);
    }

    /** The same in two consecutive periods. */
    public AlarmCondition inTwoPeriods() {
        return inPeriods(2, 2);
    }

    /** The same in some of several periods. */
    public AlarmCondition inPeriods(int breaching, int of) {
        return new AlarmCondition(threshold, operator, breaching, of, missing);
    }

    /** The same, and a period without data counts as breaching. */
    public AlarmCondition missingIsBreaching() {
        return new AlarmCondition(threshold, operator, breachingPeriods, periods, TreatMissingData.BREACHING);
    }
}
