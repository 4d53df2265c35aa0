package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.LocalAws;

class UsersCommandsTest extends OperatorTest {

    private static final String POOL = "AWSCognitoIdentityProviderService.";
    private static final String JANE = "jane@clinic.example.org";

    @BeforeEach
    void deploy() {
        operator().deployed();
        aws().json(POOL + "AdminCreateUser", "{\"User\":{\"Username\":\"0a1b\"}}");
        aws().json(POOL + "AdminUserGlobalSignOut", "{}");
        aws().json(POOL + "AdminDeleteUser", "{}");
    }

    @Test
    void invitesPeopleByMail() {
        var run = operator().run("users", "invite", JANE, "john@clinic.example.org");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).isEqualTo(JANE + " is invited.\njohn@clinic.example.org is invited.\n");
        assertThat(aws().bodiesOf("AdminCreateUser"))
                .hasSize(2)
                .first()
                .asString()
                .contains("\"UserPoolId\":\"the-user-pool-id\"", "\"Username\":\"" + JANE)
                .contains("\"DesiredDeliveryMediums\":[\"EMAIL\"]", "{\"Name\":\"email_verified\",\"Value\":\"true\"}")
                .doesNotContain("SUPPRESS");
    }

    @Test
    void invitesAgainWhoDidNotComeYet() {
        aws().json(POOL + "AdminCreateUser", exists(), "{\"User\":{\"Username\":\"0a1b\"}}");
        aws().json(POOL + "AdminGetUser", "{\"Username\":\"0a1b\",\"UserStatus\":\"FORCE_CHANGE_PASSWORD\"}");

        var run = operator().run("users", "invite", JANE);

        assertThat(run.err()).contains("is invited again");
        assertThat(aws().bodiesOf("AdminCreateUser")).last().asString().contains("\"MessageAction\":\"RESEND\"");
    }

    @Test
    void leavesAloneWhoHasSignedIn() {
        aws().json(POOL + "AdminCreateUser", exists());
        aws().json(POOL + "AdminGetUser", "{\"Username\":\"0a1b\",\"UserStatus\":\"CONFIRMED\"}");

        var run = operator().run("users", "invite", JANE);

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("has signed in before", "openemr users reset");
        assertThat(aws().bodiesOf("AdminCreateUser")).hasSize(1);
    }

    @Test
    void listsEverybody() {
        aws().json(POOL + "ListUsers", """
                {"Users":[{"Username":"2","Enabled":true,"UserStatus":"FORCE_CHANGE_PASSWORD","UserCreateDate":1795608000,
                "Attributes":[{"Name":"email","Value":"john@clinic.example.org"}]},
                {"Username":"3","Enabled":false,"UserStatus":"CONFIRMED","UserCreateDate":1795608000,
                "Attributes":[{"Name":"email","Value":"kim@clinic.example.org"}]}],"PaginationToken":"more"}""", """
                {"Users":[{"Username":"1","Enabled":true,"UserStatus":"CONFIRMED","UserCreateDate":1795608000,
                "Attributes":[{"Name":"sub","Value":"1"},{"Name":"email","Value":"jane@clinic.example.org"}]}]}""");

        assertThat(operator().run("users", "list", "-o", "csv").out().lines())
                .containsExactly(
                        "email,state,since",
                        "jane@clinic.example.org,active,2026-11-25",
                        "john@clinic.example.org,invited,2026-11-25",
                        "kim@clinic.example.org,disabled,2026-11-25");
    }

    @Test
    void removesAfterAQuestionAndEndsSessionsFirst() {
        assertThat(operator().typing("n").run("users", "remove", JANE).status()).isEqualTo(1);
        assertThat(aws().bodiesOf("AdminDeleteUser")).isEmpty();

        assertThat(operator().typing("y").run("users", "remove", JANE).status()).isZero();
        assertThat(aws().bodiesOf("AdminUserGlobalSignOut")).hasSize(1);
        assertThat(aws().bodiesOf("AdminDeleteUser")).hasSize(1);
    }

    @Test
    void saysThatThereIsNoSuchPerson() {
        aws().json(POOL + "AdminUserGlobalSignOut", LocalAws.error("UserNotFoundException", "User does not exist."));

        var run = operator().run("users", "remove", JANE, "--yes");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("There is nobody called " + JANE);
    }

    @Test
    void resetsByInvitingAgain() {
        assertThat(operator().run("users", "reset", JANE, "--yes").err()).contains(JANE + " is invited.");
        assertThat(aws().bodiesOf("AdminDeleteUser")).hasSize(1);
        assertThat(aws().bodiesOf("AdminCreateUser")).hasSize(1);
    }

    /** Stopped in the middle, it says how to go on. */
    @Test
    void saysHowToGoOnWhenOnlyHalfIsDone() {
        aws().json(POOL + "AdminCreateUser", LocalAws.error("CodeDeliveryFailureException", "daily limit"));

        var run = operator().run("users", "reset", JANE, "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("is removed and not invited again", "openemr users invite " + JANE);
    }

    private static String exists() {
        return LocalAws.error("UsernameExistsException", "User account already exists");
    }
}
