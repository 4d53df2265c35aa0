package org.openemr.aws.functions.rotation;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * OpenEMR's user of the database, of whom there are two that take turns: who still holds the one before goes on with it. A task writes the
 * new one where OpenEMR reads it, for each request anew.
 */
final class DatabaseUser implements RotatedCredential {

    private static final String SECOND = "_b";
    private static final String TASK = "Task";
    private static final String WRITTEN = "Written";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final DatabaseServer server;
    private final DatabaseAdministrator administrator;
    private final RotationTasks tasks;
    private final String schema;
    private final Duration settling;
    private final Clock clock;

    /**
     * Does not connect yet.
     *
     * @param schema where OpenEMR's tables are
     * @param settling after which every task reads what was written: PHP looks every 2 seconds, and an NFS client at most every 60
     */
    DatabaseUser(
            DatabaseServer server,
            DatabaseAdministrator administrator,
            RotationTasks tasks,
            String schema,
            Duration settling,
            Clock clock) {
        this.server = server;
        this.administrator = administrator;
        this.tasks = tasks;
        this.schema = schema;
        this.settling = settling;
        this.clock = clock;
    }

    @Override
    public Credential successor(Credential current) {
        var next = other(current.user());
        try (var accounts = administrator.logIn()) {
            if (accounts.letsIn(next)) {
                throw new NotYetException(
                        "The rotation before is not over: the database still lets in %s".formatted(next));
            }
        }
        return current.with(next, NewPassword.make());
    }

    /** A password of the user in use must not be changed. */
    @Override
    public boolean canFollow(Credential current, Credential successor) {
        return successor.isForTheSameAs(current) && successor.user().equals(other(current.user()));
    }

    @Override
    public void admit(Credential current, Credential successor) {
        try (var accounts = administrator.logIn()) {
            accounts.admit(successor.user(), successor.password(), current.user());
        }
    }

    @Override
    public void tryOut(Credential credential) {
        try (var connection = server.open(credential);
                var statement = connection.prepareStatement(
                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = ?")) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                rows.next();
                if (rows.getInt(1) == 0) {
                    throw new IllegalStateException(
                            "The database user %s sees no table of %s".formatted(credential.user(), schema));
                }
            }
        } catch (SQLException e) {
            throw DatabaseAdministrator.unreachable(e);
        }
    }

    @Override
    public RetirementLook retire(Credential current, RetirementProgress progress, Runnable stillCurrent) {
        var written = progress.time(WRITTEN);
        if (written.isEmpty()) {
            return write(progress);
        }
        var left = Duration.between(clock.instant(), written.get().plus(settling));
        if (left.compareTo(Duration.ZERO) > 0) {
            return RetirementLook.wait("tasks read what was written", left.plusSeconds(1), progress);
        }
        return shutOut(other(current.user()), current, progress, stillCurrent);
    }

    /**
     * A set-up that began with the user before writes that one, and again when it ends: it is waited for. One that begins later has the new
     * one. Of the tasks that write there may be several, begun by retirements that were begun twice.
     */
    private RetirementLook write(RetirementProgress progress) {
        if (tasks.setUpIsRunning()) {
            return RetirementLook.wait("a set-up task is running", progress);
        }
        var task = progress.note(TASK);
        if (task.isEmpty()) {
            return RetirementLook.wait("OpenEMR gets it", SOON, progress.with(TASK, tasks.startConnection()));
        }
        var end = tasks.end(task.get());
        if (end.isEmpty() || tasks.connectionIsRunning()) {
            return RetirementLook.wait("OpenEMR gets it", progress);
        }
        if (!end.get().wentWell()) {
            return RetirementLook.trouble(
                    "the task that tells OpenEMR failed (%s), and is started again: the user before lets in as before"
                            .formatted(end.get().reason()),
                    AGAIN,
                    progress.failed(TASK));
        }
        return RetirementLook.wait(
                "tasks read what was written",
                settling,
                progress.with(WRITTEN, clock.instant().toString()));
    }

    /** Who is out cannot hurt: the user in use is tried first. */
    private RetirementLook shutOut(
            String before, Credential current, RetirementProgress progress, Runnable stillCurrent) {
        tryOut(current);
        try (var accounts = administrator.logIn()) {
            var connections = accounts.connections(before);
            if (connections > 0) {
                return RetirementLook.wait("%s has %d connections".formatted(before, connections), progress);
            }
            stillCurrent.run();
            accounts.lock(before);
        }
        return RetirementLook.over(progress);
    }

    /** The other one of the two. */
    static String other(String user) {
        return user.endsWith(SECOND) ? user.substring(0, user.length() - SECOND.length()) : user + SECOND;
    }
}
