package org.openemr.aws.functions.rotation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.openemr.aws.functions.Pause;

/**
 * The administrator of the database, who has one password at a time: the secret tells of the new one in the same moment. Set-up is the only
 * task that knows it, and is waited for.
 */
final class DatabaseAdministrator implements RotatedCredential {

    private static final String ACCESS_DENIED = "28000";
    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int LOOKS_AT_SET_UP = 40;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final DatabaseServer server;
    private final RotatingSecret secret;
    private final RotationTasks tasks;
    private final Pause pause;

    DatabaseAdministrator(DatabaseServer server, RotatingSecret secret, RotationTasks tasks, Pause pause) {
        this.server = server;
        this.secret = secret;
        this.tasks = tasks;
        this.pause = pause;
    }

    /** Logs in as the administrator; a password that is being changed is read again. */
    DatabaseAccounts logIn() {
        for (var attempt = 1; ; attempt++) {
            try {
                return new DatabaseAccounts(server.open(secret.current()));
            } catch (SQLException e) {
                if (!isDenied(e)) {
                    throw unreachable(e);
                }
                if (attempt == ATTEMPTS) {
                    return logInWithTheOneBefore().orElseThrow(DatabaseAdministrator::agreesWithNobody);
                }
                pause.last(PAUSE);
            }
        }
    }

    /**
     * A deployment of DataStack that began before a rotation may set the password of then after it. The secret decides: the administrator gets the
     * password of now.
     */
    private Optional<DatabaseAccounts> logInWithTheOneBefore() {
        return secret.previous()
                .filter(before -> before.isForTheSameAs(secret.current()))
                .filter(this::isLetIn)
                .map(before -> {
                    try {
                        var accounts = new DatabaseAccounts(server.open(before));
                        var current = secret.current();
                        accounts.changePassword(current.user(), current.password());
                        return accounts;
                    } catch (SQLException e) {
                        throw unreachable(e);
                    }
                });
    }

    @Override
    public Credential successor(Credential current) {
        return current.with(current.user(), NewPassword.make());
    }

    @Override
    public void admit(Credential current, Credential successor) {
        if (isLetIn(successor)) {
            return;
        }
        waitForSetUp();
        try (var accounts = logIn()) {
            accounts.changePassword(successor.user(), successor.password());
        }
    }

    @Override
    public boolean knowsOneAtATime() {
        return true;
    }

    @Override
    public void tryOut(Credential credential) {
        if (isLetIn(credential)) {
            return;
        }
        if (!credential.equals(secret.current())) {
            throw new IllegalStateException("The database refuses its administrator");
        }
        logIn().close();
    }

    @Override
    public RetirementLook retire(Credential current, RetirementProgress progress, Runnable stillCurrent) {
        return RetirementLook.over(progress);
    }

    /** A set-up that began with the password before would be refused half-way. */
    private void waitForSetUp() {
        for (var looks = 0; tasks.setUpIsRunning(); looks++) {
            if (looks == LOOKS_AT_SET_UP) {
                throw new NotYetException("A set-up task is running, which knows the administrator's password");
            }
            pause.last(BETWEEN_LOOKS);
        }
    }

    private boolean isLetIn(Credential credential) {
        try {
            server.open(credential).close();
            return true;
        } catch (SQLException e) {
            if (isDenied(e)) {
                return false;
            }
            throw unreachable(e);
        }
    }

    static boolean isDenied(SQLException e) {
        return ACCESS_DENIED.equals(e.getSQLState());
    }

    static IllegalStateException unreachable(SQLException e) {
        return new IllegalStateException(
                "The database does not let in (error %d, state %s)".formatted(e.getErrorCode(), e.getSQLState()));
    }

    private static IllegalStateException agreesWithNobody() {
        return new IllegalStateException(
                "The database refuses its administrator with the password of the secret: deploy DataStack with"
                        + " a change of the database, or give the cluster the secret's password: aws rds modify-db-cluster --master-user-password");
    }
}
