package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code openemr size}, and {@code openemr init --users}. */
class SizeCommandTest extends OperatorTest {

    @Test
    void saysWhatUsersNeedAndWhatItAssumes() {
        var run = operator().run("size", "--users", "100");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("15 tasks of 1 vCPU", "openemr_service_fargate_maximum_capacity  30", "6.5 capacity units");
        assertThat(run.err())
                .contains(
                        "640 processing units a second",
                        "`openemr init --size clinic` has it.",
                        "12 requests a minute that PHP answers");
        assertThat(aws().operations()).isEmpty();
    }

    /** Tasks of another size, kept busier, are fewer. */
    @Test
    void followsWhatTheCheckoutSays() {
        operator()
                .setting("openemr_service_fargate_cpu", "1024", "2048")
                .setting("openemr_service_fargate_cpu_autoscaling_percentage", "40", "60");

        assertThat(operator().run("size", "--users", "100").out()).contains("5 tasks of 2 vCPU");
    }

    @Test
    void saysWhenNoSizeIsEnough() {
        assertThat(operator().run("size", "--users", "5000").err())
                .contains("more than `openemr init --size hospital`");
    }

    @Test
    void isReadByScripts() {
        assertThat(operator()
                        .run("size", "--api-requests", "40", "--output", "json")
                        .out())
                .contains("\"setting\" : \"aurora_max_capacity\"", "\"suggested\" : 13");
    }

    @Test
    void nobodyIsNoAnswer() {
        var run = operator().run("size");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("openemr size --users 80");
    }

    @Test
    void initTakesTheSizeOfUsers() {
        var run = operator().run("init", "--trial", "--access", "203.0.113.0/24", "--users", "100", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).contains("\"openemr_service_fargate_maximum_capacity\": 30");
    }

    @Test
    void initTakesOneOfBoth() {
        var run = operator().run("init", "--trial", "--users", "100", "--size", "small", "--yes");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Give --size or --users");
    }

    @Test
    void initHasNoSizeForMoreThanAHospital() {
        var run = operator().run("init", "--trial", "--users", "5000", "--yes");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("`openemr size --users 5000`");
    }
}
