package org.openemr.aws.operator.signin;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openemr.aws.operator.Failure;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** The people of a user pool, by their e-mail addresses. */
public final class People {

    private final CognitoIdentityProviderClient cognito;
    private final String userPoolId;

    public People(CognitoIdentityProviderClient cognito, String userPoolId) {
        this.cognito = cognito;
        this.userPoolId = userPoolId;
    }

    /** What an invitation came to. */
    public enum Invitation {
        /** A message with a first password is on its way. */
        SENT,
        /** Another one, because the first was not used yet. */
        SENT_AGAIN,
        /** Nothing: they have signed in already. */
        NOT_NEEDED
    }

    /** Sends somebody a first password; to somebody who has not used it yet, another one. */
    public Invitation invite(String email) {
        try {
            cognito.adminCreateUser(invitation(email).build());
            return Invitation.SENT;
        } catch (UsernameExistsException e) {
            if (status(email)
                    .filter(UserStatusType.FORCE_CHANGE_PASSWORD::equals)
                    .isEmpty()) {
                return Invitation.NOT_NEEDED;
            }
            cognito.adminCreateUser(
                    invitation(email).messageAction(MessageActionType.RESEND).build());
            return Invitation.SENT_AGAIN;
        }
    }

    /** Everybody, by their addresses. */
    public List<Person> list() {
        return cognito.listUsersPaginator(list -> list.userPoolId(userPoolId)).users().stream()
                .map(Person::of)
                .sorted(Comparator.comparing(Person::email))
                .toList();
    }

    /**
     * Ends somebody's sessions and takes them out of the pool, with what they set up.
     *
     * @throws Failure when there is no such person
     */
    public void remove(String email) {
        try {
            // First, so that a second try finds them as long as something is left to do.
            cognito.adminUserGlobalSignOut(
                    signOut -> signOut.userPoolId(userPoolId).username(email));
            cognito.adminDeleteUser(delete -> delete.userPoolId(userPoolId).username(email));
        } catch (UserNotFoundException e) {
            throw Failure.notFound("There is nobody called " + email + ". openemr users list");
        }
    }

    private Optional<UserStatusType> status(String email) {
        return Optional.ofNullable(
                cognito.adminGetUser(get -> get.userPoolId(userPoolId).username(email))
                        .userStatus());
    }

    private AdminCreateUserRequest.Builder invitation(String email) {
        return AdminCreateUserRequest.builder()
                .userPoolId(userPoolId)
                .username(email)
                .userAttributes(attribute("email", email), attribute("email_verified", "true"))
                .desiredDeliveryMediums(DeliveryMediumType.EMAIL);
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
