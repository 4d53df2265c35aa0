package org.openemr.aws.functions.rotation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may log in to the database, as its administrator sees and changes it. The statements are those that MySQL 8 and MariaDB 10.4 and newer
 * have in common, but for roles, which only MySQL's are used of; every user may come from anywhere, for who comes is decided by security groups.
 */
final class DatabaseAccounts implements AutoCloseable {

    /** Everybody has this one. */
    private static final String NO_RIGHT = "GRANT USAGE ON *.* ";

    private static final String GRANT = "GRANT ";
    /** MariaDB writes the password beside the rights on everything. */
    private static final String PASSWORD = " IDENTIFIED BY PASSWORD '[^']*'$";

    /** A line of SHOW GRANTS names one role, or several. */
    private static final String ROLES = "`[^`]+`@`[^`]+`(,`[^`]+`@`[^`]+`)*";

    private final Connection connection;

    DatabaseAccounts(Connection connection) {
        this.connection = connection;
    }

    /** Whether a user could log in with the right password. */
    boolean letsIn(String user) {
        return exists(user)
                && texts("SHOW CREATE USER ?@'%'", user).stream().noneMatch(text -> text.contains("ACCOUNT LOCK"));
    }

    private boolean exists(String user) {
        return number("SELECT COUNT(*) FROM mysql.user WHERE user = ? AND host = '%'", user) > 0;
    }

    /** How many connections a user has. Who is locked out keeps those that are open. */
    int connections(String user) {
        return number("SELECT COUNT(*) FROM information_schema.processlist WHERE user = ?", user);
    }

    /** Lets a user in with a password and with the rights of another. What it made in the schema stays its own. */
    void admit(String user, String password, String model) {
        execute("CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ? ACCOUNT LOCK", user, password);
        execute("ALTER USER ?@'%' IDENTIFIED BY ?", user, password);
        var wanted = rightsOf(model);
        var present = rightsOf(user);
        present.stream()
                .filter(right -> !wanted.contains(right))
                .forEach(right -> execute("REVOKE " + right + " FROM ?@'%'", user));
        wanted.stream()
                .filter(right -> !present.contains(right))
                .forEach(right -> execute("GRANT " + right + " TO ?@'%'", user));
        if (wanted.stream().anyMatch(right -> right.matches(ROLES))) {
            execute("SET DEFAULT ROLE ALL TO ?@'%'", user);
        }
        execute("ALTER USER ?@'%' ACCOUNT UNLOCK", user);
    }

    /** Gives a user another password, and the one before opens nothing any more. */
    void changePassword(String user, String password) {
        execute("ALTER USER ?@'%' IDENTIFIED BY ?", user, password);
    }

    /** Lets a user in no more; nothing happens to connections that are open. */
    void lock(String user) {
        if (exists(user)) {
            execute("ALTER USER ?@'%' ACCOUNT LOCK", user);
        }
    }

    /** What a user may, in the words between GRANT and TO. */
    private List<String> rightsOf(String user) {
        var receiver = " TO `%s`@`%%`".formatted(user.replace("`", "``"));
        var rights = new ArrayList<String>();
        for (var text : texts("SHOW GRANTS FOR ?@'%'", user)) {
            var grant = text.replaceFirst(PASSWORD, "");
            if (grant.startsWith(NO_RIGHT) || !grant.startsWith(GRANT)) {
                continue;
            }
            if (!grant.endsWith(receiver)) {
                throw new IllegalStateException(
                        "The user %s has a right that no other user gets by itself: %s".formatted(user, grant));
            }
            rights.add(grant.substring(GRANT.length(), grant.length() - receiver.length()));
        }
        return rights;
    }

    private int number(String sql, String user) {
        return Integer.parseInt(texts(sql, user).get(0));
    }

    private List<String> texts(String sql, String user) {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, user);
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    /** The driver puts the values in their places and quotes them. */
    private void execute(String sql, String... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < values.length; index++) {
                statement.setString(index + 1, values[index]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    /** The statement has no value in it; the database's own words could repeat one. */
    private static IllegalStateException refused(String sql, SQLException e) {
        return new IllegalStateException("The database refuses \"%s\" (error %d)".formatted(sql, e.getErrorCode()));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection to the database cannot be closed", e);
        }
    }
}
