package org.openemr.aws.operator.signin;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * Somebody who may sign in before OpenEMR.
 *
 * @param state {@code invited}, {@code active}, {@code disabled}, or {@code must choose another password}, as after a leak; else what
 *     Amazon Cognito says
 * @param since the day of the invitation
 */
public record Person(String email, String state, LocalDate since) {

    /** The names of the values of a row. */
    public static final List<String> COLUMNS = List.of("email", "state", "since");

    static Person of(UserType user) {
        return new Person(
                user.attributes().stream()
                        .filter(attribute -> attribute.name().equals("email"))
                        .map(AttributeType::value)
                        .findFirst()
                        .orElse(user.username()),
                state(user),
                LocalDate.ofInstant(user.userCreateDate(), ZoneOffset.UTC));
    }

    /** As a row of results. */
    public Map<String, ?> row() {
        var row = new LinkedHashMap<String, Object>();
        row.put("email", email);
        row.put("state", state);
        row.put("since", since.toString());
        return row;
    }

    private static String state(UserType user) {
        if (Boolean.FALSE.equals(user.enabled())) {
            return "disabled";
        }
        return switch (user.userStatus()) {
            case CONFIRMED -> "active";
            case FORCE_CHANGE_PASSWORD -> "invited";
            case RESET_REQUIRED -> "must choose another password";
            default -> user.userStatusAsString();
        };
    }
}
