package org.openemr.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.plan.Templates.parameter;
import static org.openemr.aws.plan.Templates.published;
import static org.openemr.aws.plan.Templates.queue;
import static org.openemr.aws.plan.Templates.template;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InstallationChangeTest {

    private static final String ABOVE = "NetworkStack";
    private static final String BELOW = "DataStack";
    private static final Template NOTHING_PUBLISHED = template(queue("Own", "above"));
    private static final Template NOTHING_READ = template(queue("Own", "below"));
    private static final Template READER = template(
            parameter("Value", "/value"),
            "'Policy': {'Type': 'AWS::SQS::QueuePolicy', 'Properties': {'Queues': [{'Ref': 'Value'}]}}");

    private static Template publisher(String name) {
        return template(queue("A", name) + ", " + published("P", "/value", "{'Ref': 'A'}"));
    }

    private static Installed both() {
        return InstallationChange.of(Installed.NOTHING, Map.of(ABOVE, publisher("a"), BELOW, READER))
                .after();
    }

    @Test
    void aValueThatChangesTouchesWhoReadsIt() {
        var change = InstallationChange.of(both(), Map.of(ABOVE, publisher("b"), BELOW, READER));

        assertThat(change.stacks()).containsExactly(ABOVE, BELOW);
    }

    @Test
    void whatIsAddedGoesDown() {
        var before = InstallationChange.of(Installed.NOTHING, Map.of(ABOVE, NOTHING_PUBLISHED, BELOW, NOTHING_READ))
                .after();

        var change = InstallationChange.of(before, Map.of(ABOVE, publisher("a"), BELOW, READER));

        assertThat(change.stacks()).containsExactly(ABOVE, BELOW);
        assertThat(change.hazards()).isEmpty();
    }

    @Test
    void whatIsTakenAwayGoesUp() {
        var change = InstallationChange.of(both(), Map.of(ABOVE, NOTHING_PUBLISHED, BELOW, NOTHING_READ));

        assertThat(change.stacks()).containsExactly(BELOW, ABOVE);
        assertThat(change.hazards()).isEmpty();
    }

    @Test
    void aStackThatLeavesIsDeletedBeforeWhatItUses() {
        var change = InstallationChange.of(both(), Map.of(ABOVE, NOTHING_PUBLISHED));

        assertThat(change.stacks()).containsExactly(BELOW, ABOVE);
        assertThat(change.after().has(BELOW)).isFalse();
        assertThat(change.hazards()).isEmpty();
    }

    @Test
    void aValueThatNobodyPublishesIsMissing() {
        var change = InstallationChange.of(Installed.NOTHING, Map.of(BELOW, READER));

        assertThat(change.hazards())
                .extracting(Hazard::toString)
                .containsExactly("MISSING DataStack reads /value, which nobody has published");
    }

    /** The one below keeps what was there: neither way is right, and the change is told to be dangerous. */
    @Test
    void whatGoesWhileItIsUsedIsAHazard() {
        var change = InstallationChange.of(both(), Map.of(ABOVE, NOTHING_PUBLISHED, BELOW, READER));

        assertThat(change.hazards()).isNotEmpty();
    }
}
