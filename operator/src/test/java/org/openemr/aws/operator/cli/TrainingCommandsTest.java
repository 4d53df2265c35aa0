package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;
import org.openemr.aws.operator.training.SyntheticPatients;

class TrainingCommandsTest extends OperatorTest {

    private static final String RECORD = "/openemr-records/openemr-training/training";

    @BeforeEach
    void deploy() {
        TrainingDeployments.answer(operator());
    }

    private Operator.Run create(String... more) {
        return operator().run(List.of("training", "create", "--until", "2026-12-31", "--yes"), more);
    }

    private String cdk() {
        return operator().read("cdk.txt");
    }

    private List<String> written() {
        return aws().bodiesOf("/Execute").stream()
                .filter(body -> body.contains("INSERT INTO") || body.contains("UPDATE sequences"))
                .toList();
    }

    @Test
    void makesASecondDeploymentWithPatients() {
        var before = operator().read("cdk.json");

        var run = create();

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("openemr-training", "https://openemr-training.clinic.example.org", "40", "2026-12-31");
        assertThat(run.err()).contains("openemr password --deployment openemr-training");
        assertThat(cdk().lines())
                .anyMatch(line -> line.contains("synth")
                        && line.contains("--context deployment_name=openemr-training")
                        && line.contains("--context data_on_destroy=delete")
                        && line.contains("--context site_closes_on=2026-12-31"))
                .anyMatch(line -> line.contains("deploy")
                        && line.endsWith("--exclusively --require-approval never ComputeStack"));
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(written())
                .hasSameSizeAs(SyntheticPatients.statements(
                        Operator.NOW.atZone(java.time.ZoneOffset.UTC).toLocalDate()));
        assertThat(aws().bodiesOf("/CommitTransaction")).hasSize(1);
    }

    /** The default lets nobody in, as that of the checkout. */
    @Test
    void letsInWhoeverIsNamed() {
        operator().withCertificate();
        create("--access", "203.0.113.0/24");
        operator().run("training", "create", "--until", "2027-01-31", "--yes");

        assertThat(cdk().lines().filter(line -> line.contains("synth")))
                .hasSize(2)
                .allMatch(line -> line.contains("--context security_group_ip_range_ipv4=203.0.113.0/24"));
    }

    /** The name was given to a deployment that is worked with since. */
    @Test
    void believesNoRecordAgainstADatabaseThatIsKept() {
        create();
        aws().queryWhere("DescribeStacks", "openemr-training-data", HealthyAws.stack("CREATE_COMPLETE"));
        aws().queryWhere(
                        "GetTemplate",
                        "openemr-training-data",
                        WorkingAws.deployedTemplate(
                                "{\"Resources\": {\"Cluster\": {\"Type\": \"AWS::RDS::DBCluster\", \"DeletionPolicy\": \"Snapshot\"}}}"));
        var calls = cdk();

        assertThat(create().err()).contains("is one that is kept: it was not made for training");
        assertThat(operator().run("training", "destroy", "--yes").err()).contains("is one that is kept");
        assertThat(cdk()).isEqualTo(calls);
    }

    /** Another checkout has another network, and another version. */
    @Test
    void isThatOfOneCheckout() {
        create();
        operator().setting("deployment_name", "\"openemr\"", "\"clinic\"");

        var run = create("--name", "openemr-training");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("was made for deployment 'openemr', and this checkout is of 'clinic'");
    }

    /** Patients come all at once, so that a second time finds all of them or none. */
    @Test
    void theSameAgainMovesTheDayAndBringsNobodyTwice() {
        create();
        var loaded = written().size();

        var run = operator().run("training", "create", "--until", "2027-01-31", "--yes");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(written()).hasSize(loaded);
        assertThat(cdk()).contains("--context site_closes_on=2027-01-31");
        assertThat(aws().parameter(RECORD))
                .hasValueSatisfying(kept -> assertThat(kept).contains("2027-01-31"));
    }

    @Test
    void goesOnAfterADeploymentThatFailed() {
        operator().program("npx", TrainingDeployments.SYNTHESIS + "[ \"$2\" != deploy ] || [ -e mended ] || exit 1");
        assertThat(create().err()).contains("The same command goes on");
        operator().file("mended", "");

        assertThat(create().status()).isZero();
    }

    /** Half of the patients are none. */
    @Test
    void takesBackWhatItCouldNotFinish() {
        aws().restWith(
                        "POST",
                        "/Execute",
                        "UPDATE sequences",
                        LocalAws.error("BadRequestException", "Lock wait timeout"));

        var run = create();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Lock wait timeout");
        assertThat(aws().bodiesOf("/RollbackTransaction")).hasSize(1);
        assertThat(aws().bodiesOf("/CommitTransaction")).isEmpty();
    }

    @Test
    void leavesADeploymentAloneThatItDidNotMake() {
        var run = create("--name", "production");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("'production' in us-east-1 that was not made for training");
        assertThat(operator()
                        .run("training", "destroy", "--name", "production", "--yes")
                        .status())
                .isEqualTo(3);
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--until 2026-11-26, must be the day after tomorrow",
        "--until 2026-02-30, must be a day such as",
        "--until tomorrow, must be a day such as",
        "--until 2026-12-31 --name openemr, That is the deployment of this checkout",
        "--until 2026-12-31 --name a-name-that-is-much-too-long, is longer than the 20 letters",
        "--until 2026-12-31 --name Training, deployment_name"
    })
    void refusesWhatCannotBe(String arguments, String message) {
        var run = operator().run(List.of("training", "create", "--yes"), arguments.split(" ", -1));

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    @Test
    void destroysWhatItMade() {
        create();

        var run = operator().typing("openemr-training").run("training", "destroy");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(cdk().lines())
                .last()
                .asString()
                .contains("destroy --app", "target/openemr-training", "--force --exclusively ComputeStack");
        assertThat(operator().run("training", "destroy", "--yes").status()).isEqualTo(3);
    }

    @Test
    void destroysNothingWhenAnotherNameIsTyped() {
        create();

        var run = operator().typing("openemr").run("training", "destroy");

        assertThat(run.status()).isEqualTo(1);
        assertThat(cdk()).doesNotContain("destroy --app");
    }

    /** The checkout had a domain when it was made. */
    @Test
    void tellsOfStacksThatTheCheckoutDoesNotKnow() {
        create();
        aws().queryWhere("DescribeStacks", "openemr-training-dns", HealthyAws.stack("CREATE_COMPLETE"));

        var run = operator().run("training", "destroy", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("does not know openemr-training-dns");
        assertThat(aws().parameter(RECORD))
                .hasValueSatisfying(kept -> assertThat(kept).contains("\"ended\":false"));
    }

    /** What could not be destroyed is known still. */
    @Test
    void destroysAgainAfterAFailure() {
        create();
        operator().program("npx", TrainingDeployments.SYNTHESIS + "[ \"$2\" != destroy ] || [ -e mended ] || exit 1");
        assertThat(operator().run("training", "destroy", "--yes").status()).isEqualTo(1);
        operator().file("mended", "");

        assertThat(operator().run("training", "destroy", "--yes").status()).isZero();
    }
}
