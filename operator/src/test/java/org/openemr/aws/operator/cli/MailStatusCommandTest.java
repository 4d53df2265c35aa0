package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;

class MailStatusCommandTest extends OperatorTest {

    @BeforeEach
    void deploy() {
        WorkingAws.answer(operator());
    }

    @Test
    void showsHowMailStandsWithoutAddresses() {
        var run = operator().run("mail", "status");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .containsPattern("identity +pass +clinic.example.org may send")
                .containsPattern("DKIM +pass +signs")
                .containsPattern("MAIL FROM +pass +services.clinic.example.org")
                .containsPattern("sandbox +warn")
                .containsPattern("quota +pass +12 of 200 messages in 24 hours, 1 a second")
                .containsPattern("last day +pass +1 delivered, 0 bounced, 0 complaints, 0 rejected")
                .containsPattern("suppression list +pass +2 addresses of the account .* \\(1 bounced, 1 complained\\)")
                .doesNotContain("jane");
    }

    @Test
    void oneLookThatIsDeniedLeavesTheOthers() {
        aws().rest("GET", "/v2/email/identities/.*", LocalAws.denied());

        var run = operator().run("mail", "status");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsPattern("identity +warn +cannot be looked at")
                .containsPattern("quota +pass");
    }

    @Test
    void whatIsWrongIsNamedWithARemedy() {
        aws().rest(
                        "GET",
                        "/v2/email/identities/.*",
                        "{\"VerifiedForSendingStatus\":false,\"VerificationStatus\":\"PENDING\",\"DkimAttributes\":{\"Status\":\"PENDING\"},\"MailFromAttributes\":{\"MailFromDomain\":\"services.clinic.example.org\",\"MailFromDomainStatus\":\"FAILED\"}}");
        aws().rest(
                        "GET",
                        "/v2/email/account",
                        "{\"ProductionAccessEnabled\":true,\"SendingEnabled\":false,\"EnforcementStatus\":\"SHUTDOWN\",\"SendQuota\":{\"Max24HourSend\":200,\"MaxSendRate\":1,\"SentLast24Hours\":190}}");
        aws().jsonWhere("Logs_20140328.FilterLogEvents", "mail-event", WorkingAws.mailEvent("Complaint", "abuse"));

        var run = operator().run("mail", "status");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out())
                .containsPattern("identity +fail +clinic.example.org is not verified: PENDING")
                .containsPattern("DKIM +fail +PENDING")
                .containsPattern("MAIL FROM +warn +services.clinic.example.org: FAILED")
                .containsPattern("sending +fail +off, the account is SHUTDOWN")
                .containsPattern("quota +warn +190 of 200")
                .containsPattern("last day +warn .*1 complaints");
    }
}
