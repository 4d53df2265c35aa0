package org.openemr.aws.functions.rotation;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.openemr.aws.functions.NamedValues;

/**
 * What a secret holds: a user, a password, and where they are good for.
 *
 * @param fields the parts of the secret, by their names
 */
record Credential(Map<String, Object> fields) {

    private static final String USER = "username";
    private static final String PASSWORD = "password";

    /**
     * Reads what a secret holds.
     *
     * @throws IllegalArgumentException when that is no JSON object; the message has nothing of it
     */
    static Credential parse(String text) {
        try {
            return new Credential(new TreeMap<>(JSON.std.mapFrom(text)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "A secret with user and password is a JSON object, and this one is none");
        }
    }

    /** What a secret holds of it. */
    String text() {
        try {
            return JSON.std.asString(fields);
        } catch (IOException e) {
            throw new IllegalStateException("What was read as JSON is written as JSON", e);
        }
    }

    String user() {
        return part(USER);
    }

    String password() {
        return part(PASSWORD);
    }

    /** A part that the secret must have. */
    String part(String name) {
        return String.valueOf(new NamedValues("the secret", fields).required(name));
    }

    /** Another user and password for the same. */
    Credential with(String user, String password) {
        var other = new TreeMap<>(fields);
        other.put(USER, user);
        other.put(PASSWORD, password);
        return new Credential(other);
    }

    /** Whether both are good for the same, whoever the user is: a database that is restored is at another place. */
    boolean isForTheSameAs(Credential other) {
        return with("", "").fields().equals(other.with("", "").fields());
    }

    /** Nothing of it belongs into a log. */
    @Override
    public String toString() {
        return "credential of " + user();
    }
}
