package org.openemr.aws.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openemr.aws.testsupport.RealDatabase;

/** The queries, by a real MariaDB with OpenEMR's tables as far as it reads them: sql/database.sql of OpenEMR 8. */
@ResourceLock("MariaDB")
class OpenEmrUsersTest {

    private static final String TABLES = """
            CREATE DATABASE openemr; USE openemr; SET sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES';
            CREATE TABLE users (id bigint(20) NOT NULL AUTO_INCREMENT, username varchar(255), active tinyint(1), PRIMARY KEY (id));
            CREATE TABLE users_secure (id bigint(20) NOT NULL, username varchar(255), password varchar(255), PRIMARY KEY (id));
            CREATE TABLE login_mfa_registrations (user_id bigint(20) NOT NULL, name varchar(30) NOT NULL, method varchar(31) NOT NULL,
              PRIMARY KEY (user_id, name));
            CREATE TABLE log (id bigint(20) NOT NULL AUTO_INCREMENT, date datetime, event varchar(255), category varchar(255), user varchar(255), log_from varchar(20) DEFAULT 'open-emr',
              success tinyint(1), PRIMARY KEY (id));
            INSERT INTO users VALUES (1, 'drmoore', 1), (2, 'frontdesk', 1), (3, 'gone', 0), (4, 'phimail-service', 1), (5, 'dormant', 1);
            INSERT INTO users_secure VALUES (1, 'drmoore', 'x'), (2, 'frontdesk', 'x'), (3, 'gone', 'x'), (5, 'dormant', 'x');
            INSERT INTO login_mfa_registrations VALUES (1, 'phone', 'TOTP'), (1, 'key', 'U2F');
            INSERT INTO log (date, event, user, success) VALUES (NOW(), 'login', 'drmoore', 1), (NOW(), 'login', 'frontdesk', 0),
              (NOW() - INTERVAL 1 DAY, 'login', 'frontdesk', 1), (NOW() - INTERVAL 100 DAY, 'login', 'dormant', 1),
              (NOW(), 'view', 'dormant', 1);
            INSERT INTO log (date, event, user, success, log_from) VALUES (NOW() - INTERVAL 1 DAY, 'login', 'jdoe1970', 1, 'onsite-portal');
            """;

    @AutoClose
    private static RealDatabase database;

    @BeforeAll
    static void start(@TempDir Path directory) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        database = RealDatabase.start(directory);
        database.query(TABLES);
    }

    /** Without those who were deactivated, and without OpenEMR's own accounts, which have no password. */
    @Test
    void knowsFactorsAndSignInsOfThoseWhoCanSignIn() {
        var lines = database.query("USE openemr; " + OpenEmrUsers.USERS).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("dormant\t0\tNULL");
        assertThat(lines.get(1)).startsWith("drmoore\t2\t2");
        assertThat(lines.get(2)).startsWith("frontdesk\t0\t2");
    }

    /** As the Data API puts parameters in: as texts. */
    @Test
    void tellsWhatWasLoggedOfAPersonAndAPeriodTheLatestFirst() {
        assertThat(log("2", "frontdesk"))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("frontdesk\tlogin\tNULL\t0"),
                        second -> assertThat(second).endsWith("frontdesk\tlogin\tNULL\t1"));
        assertThat(log("0", "")).hasSize(3);
        assertThat(log("2", "")).hasSize(5);
        assertThat(log("2", "nobody")).isEmpty();
    }

    /** Their names in the portal say who they are. */
    @Test
    void namesNoPatient() {
        assertThat(log("2", ""))
                .anyMatch(line -> line.contains("\ta patient\tlogin"))
                .noneMatch(line -> line.contains("jdoe1970"));
        assertThat(log("2", "jdoe1970")).isEmpty();
    }

    private static List<String> log(String days, String who) {
        var query = ChangeHistory.LOG
                .replace(":from", "(NOW() - INTERVAL " + days + " DAY - INTERVAL 1 HOUR)")
                .replace(":until", "NOW()")
                .replace(":who", "'" + who + "'");
        return database.query("USE openemr; " + query)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
