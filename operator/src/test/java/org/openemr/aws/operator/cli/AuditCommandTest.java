package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code openemr audit}, on what the evidence's account answers. */
class AuditCommandTest extends OperatorTest {

    @BeforeEach
    void answer() {
        EvidenceAws.answer(operator());
    }

    @Test
    void saysWhoChangedTheDeploymentAndNoOther() {
        var run = operator().run("audit", "--since", "30d", "--output", "csv");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines().toList())
                .hasSize(4)
                .first()
                .isEqualTo("time,who,what,target,refused,from_address");
        assertThat(run.out())
                .contains(
                        "arn:aws:sts::111122223333:assumed-role/Operator/jane,ExecuteChangeSet,openemr-compute,,203.0.113.9",
                        ",ExecuteCommand,0a1b,",
                        ",DeleteRecoveryPoint,",
                        ",AccessDenied,")
                .doesNotContain("DeleteStack", EvidenceAws.TYPED);
        assertThat(aws().bodiesOf("LookupEvents"))
                .anySatisfy(body -> assertThat(body).contains("StartTime"));
    }

    @Test
    void saysWhatOnePersonDid() {
        assertThat(operator()
                        .run("audit", "--by", "Jane", "--output", "csv")
                        .out()
                        .lines())
                .hasSize(4);
        assertThat(operator().run("audit", "--by", "joe").out()).isEqualTo("Nothing in 7d by joe.\n");
    }

    @Test
    void saysWhatWasDoneInOpenEmr() {
        aws().rest("POST", "/Execute", """
                {"columnMetadata":[{"label":"zone"}],"records":[[{"stringValue":"America/New_York"}]]}""", """
                {"columnMetadata":[{"label":"time"},{"label":"who"},{"label":"what"},{"label":"where"},{"label":"succeeded"}],"records":[
                [{"stringValue":"2026-11-25 08:00:00"},{"stringValue":"frontdesk"},{"stringValue":"patient-record-update"},{"stringValue":"Patient Demographics"},{"longValue":1}]]}""");

        var run = operator().run("audit", "--openemr", "--by", "frontdesk", "--since", "1d");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("patient-record-update", "Patient Demographics");
        assertThat(run.err()).contains("gbl_time_zone").doesNotContain("There is more");
        assertThat(aws().bodiesOf("/Execute"))
                .last()
                .satisfies(body -> assertThat(body)
                        .contains("2026-11-24 07:00:00", "2026-11-25 07:00:00", "\"stringValue\":\"frontdesk\"")
                        .doesNotContain("comments", "patient_id"));
    }

    @Test
    void looksNoFartherBackThanAwsKeeps() {
        assertThat(operator().run("audit", "--since", "91d").err()).contains("at most 90d");
    }
}
