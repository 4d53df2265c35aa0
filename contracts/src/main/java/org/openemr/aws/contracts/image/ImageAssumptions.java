package org.openemr.aws.contracts.image;

import java.util.List;

/**
 * Everything that the containers' scripts take for granted of OpenEMR and its image. Who brings a new version reads the sources again:
 * {@code openemr upgrade} prints what was not read in that version.
 */
public final class ImageAssumptions {

    private static final String ENTRYPOINT = "openemr/openemr, docker/release/openemr.sh";
    private static final String DOCKERFILE = "openemr/openemr, docker/release/Dockerfile";
    private static final String INSTALLER = "openemr/openemr, library/classes/Installer.class.php";
    private static final String SET_UP = "set-up.sh";
    private static final String CONNECTION = "database-connection.sh";
    private static final String WORKER = "worker.sh";

    /** A development state between 8.1 and 8.3 of September 2026: the images of 8.4 could not be read. */
    private static final String LATEST_READ = "8.2.0";

    public static final List<ImageAssumption> ALL = List.of(
            new ImageAssumption(
                    "The entrypoint, with K8S=admin, installs or upgrades and ends without serving.",
                    SET_UP,
                    "export K8S=admin",
                    ENTRYPOINT,
                    LATEST_READ),
            new ImageAssumption(
                    "With K8S=worker it serves, installs nothing, and keeps the installers in place.",
                    WORKER,
                    "export K8S=worker",
                    ENTRYPOINT,
                    LATEST_READ),
            new ImageAssumption(
                    "The numbers in /root/docker-version and sites/default/docker-version decide whether it upgrades; the latter is written last.",
                    CONNECTION,
                    "docker-version",
                    ENTRYPOINT,
                    LATEST_READ),
            new ImageAssumption(
                    "/swarm-pieces holds what the image has at the mount points sites and /etc/ssl.",
                    SET_UP,
                    "swarm-pieces/sites",
                    DOCKERFILE,
                    LATEST_READ),
            new ImageAssumption(
                    "The installer fails when the database exists.",
                    SET_UP,
                    "DROP DATABASE IF EXISTS",
                    INSTALLER,
                    LATEST_READ),
            new ImageAssumption(
                    "The installer writes $config = 1 when the tables are there, and users and access rights later.",
                    SET_UP,
                    "gacl_acl",
                    INSTALLER + ", quick_install",
                    LATEST_READ),
            new ImageAssumption(
                    "The keys that encrypt OpenEMR's secrets are below documents/logs_and_misc/methods, encrypted by keys in the database.",
                    SET_UP,
                    "logs_and_misc/methods",
                    "openemr/openemr, src/Common/Crypto/CryptoGen.php",
                    LATEST_READ),
            new ImageAssumption(
                    "Documents of a patient are in a folder with the patient's number, and a skeleton has none.",
                    SET_UP,
                    "documents/[0-9]*",
                    "openemr/openemr, sites/default/documents",
                    LATEST_READ),
            new ImageAssumption(
                    "The schema's version is $v_database in version.php and v_database in the table version.",
                    SET_UP,
                    "v_database",
                    "openemr/openemr, version.php; openemr#13614",
                    LATEST_READ),
            new ImageAssumption(
                    "The table globals has a row, with index 0, for each setting that the version knows.",
                    SET_UP,
                    "gl_index = 0",
                    "openemr/openemr, library/globals.inc.php",
                    LATEST_READ),
            new ImageAssumption(
                    "OpenEMR's PHP refuses root, and su of the image keeps environment and standard input.",
                    SET_UP,
                    "su -s /bin/sh apache",
                    "openemr#12267, RootCliGuard",
                    LATEST_READ),
            new ImageAssumption(
                    "CryptoGen encrypts as the mail password is kept.",
                    "encryption.php",
                    "CryptoGen",
                    "openemr/openemr, src/Common/Crypto/CryptoGen.php",
                    LATEST_READ),
            new ImageAssumption(
                    "Passwords are in users_secure, hashed by AuthHash, with four before them and the sign-ins that failed.",
                    "administrator.php",
                    "password_history4",
                    "openemr/openemr, src/Common/Auth/AuthUtils.php, updatePassword",
                    LATEST_READ),
            new ImageAssumption(
                    "Whoever is signed in with another password is signed out at the next request.",
                    "administrator.php",
                    "is signed out",
                    "openemr/openemr, src/Common/Auth/AuthUtils.php, authCheckSession",
                    LATEST_READ),
            new ImageAssumption(
                    "QueryUtils runs a statement with or without a line in the audit log; EventAuditLogger writes one.",
                    "administrator.php",
                    "sqlStatementThrowException",
                    "openemr/openemr, src/Common/Database/QueryUtils.php, src/Common/Logging/EventAuditLogger.php",
                    LATEST_READ),
            new ImageAssumption(
                    "The library that applies settings skips TLS by a flag that can be taken out.",
                    CONNECTION,
                    "skip-ssl",
                    "openemr/openemr, docker/release/utilities/devtoolsLibrary.source",
                    LATEST_READ),
            new ImageAssumption(
                    "sqlconf.php assigns $host, $port, $login, $pass, $dbase and $config, one on a line.",
                    CONNECTION,
                    "(host|port|login|pass|dbase)",
                    INSTALLER + ", write_configuration_file",
                    LATEST_READ),
            new ImageAssumption(
                    "PHP looks every 2 seconds whether a file is another: php.ini switches opcache on, and leaves the rest as PHP has it.",
                    CONNECTION,
                    "opcache.revalidate_freq",
                    "openemr/openemr, docker/release/php.ini",
                    LATEST_READ),
            new ImageAssumption(
                    "OpenEMR uses TLS to the database when documents/certificates/mysql-ca exists.",
                    CONNECTION,
                    "mysql-ca",
                    "openemr/openemr, library/sql.inc.php",
                    LATEST_READ),
            new ImageAssumption(
                    "PHP reads /etc/php*/conf.d, and its extension redis takes user, password and certificate from session.save_path.",
                    WORKER,
                    "99-redis-sessions.ini",
                    ENTRYPOINT + "; phpredis/phpredis, redis_session.c, 6.1",
                    LATEST_READ),
            new ImageAssumption(
                    "Apache reads all of /etc/apache2/conf.d, in the order of names, and writes its logs to the container's output.",
                    WORKER,
                    "zz-keep-alive.conf",
                    "openemr/openemr, docker/release/openemr.conf",
                    LATEST_READ),
            new ImageAssumption(
                    "Apache takes request headers of up to 32,768 bytes: the load balancer's cookies of a signed-in person fit.",
                    WORKER,
                    "LimitRequestFieldSize 32768",
                    "openemr/openemr, docker/release/openemr.conf",
                    LATEST_READ),
            new ImageAssumption(
                    "OpenEMR takes its sign-in form at each page whose query says auth=login; its own page sends it to main_screen.php.",
                    WORKER,
                    "main_screen.php",
                    "openemr/openemr, library/auth.inc.php; templates/login",
                    LATEST_READ),
            new ImageAssumption(
                    "Who is signed out is sent to login_screen.php, who has signed in is shown main/tabs/main.php.",
                    WORKER,
                    "main/tabs/main.php",
                    "openemr/openemr, library/auth.inc.php, authLoginScreen",
                    LATEST_READ),
            new ImageAssumption(
                    "The installers are setup.php, admin.php, sql_patch.php, sql_upgrade.php, acl_upgrade.php, ippf_upgrade.php and auto_configure.php.",
                    WORKER,
                    "auto_configure.php",
                    ENTRYPOINT + ", cleanup_setup_scripts",
                    LATEST_READ),
            new ImageAssumption(
                    "Apache's certificate is /etc/ssl/certs/webserver.cert.pem, its key /etc/ssl/private/webserver.key.pem.",
                    "tls-material.sh",
                    "webserver.key.pem",
                    "openemr/openemr, docker/release/openemr.conf",
                    LATEST_READ),
            new ImageAssumption(
                    "bin/console background:services run runs what is due, and ends with 0 when nothing failed.",
                    "clock.sh",
                    "background:services run",
                    "openemr/openemr, src/Common/Command/BackgroundServicesCommand.php",
                    LATEST_READ),
            new ImageAssumption(
                    "Older versions have library/ajax/execute_background_services.php instead.",
                    "clock.sh",
                    "execute_background_services.php",
                    "openemr/openemr, library/ajax/execute_background_services.php",
                    "7.0.4"),
            new ImageAssumption(
                    "The image's curl speaks SMTP, as Alpine builds it.",
                    "mail-test.sh",
                    "smtp://$SMTP_HOST",
                    DOCKERFILE + "; alpine/aports, main/curl/APKBUILD",
                    LATEST_READ),
            new ImageAssumption(
                    "A document is below documents, at the last path_depth directories of its url; hash is the SHA3-512 of what was uploaded, before it was encrypted.",
                    "documents.php",
                    "path_depth",
                    "openemr/openemr, library/classes/Document.class.php",
                    LATEST_READ),
            new ImageAssumption(
                    "Each step of an upgrade says from which version it upgrades, and runs for the folders below sites that are not hidden.",
                    "import.sh",
                    "priorOpenemrVersion",
                    "openemr/openemr, docker/release/upgrade/fsupgrade-13.sh",
                    "8.4.0"),
            new ImageAssumption(
                    "OpenEMR writes keys into documents/logs_and_misc/methods, and makes no directory for them.",
                    "import.sh",
                    "logs_and_misc/methods",
                    "openemr/openemr, src/Common/Crypto/CryptoGen.php, collectCryptoKey",
                    LATEST_READ),
            new ImageAssumption(
                    "Documents with storagemethod 1 are in CouchDB.",
                    "import.sh",
                    "storagemethod = 1",
                    "openemr/openemr, library/classes/Document.class.php",
                    LATEST_READ),
            new ImageAssumption(
                    "The table background_services says which services run, also for browsers that call them.",
                    "import.sh",
                    "UPDATE background_services",
                    "openemr/openemr, library/ajax/execute_background_services.php",
                    LATEST_READ),
            new ImageAssumption(
                    "version.php and the table version say the version in three parts.",
                    "import.sh",
                    "version.php",
                    "openemr/openemr, version.php, sql/database.sql",
                    LATEST_READ),
            new ImageAssumption(
                    "The image's curl signs requests for S3, and mariadb-dump comes with the client, as Alpine builds them.",
                    "import.sh",
                    "--aws-sigv4",
                    "openemr/openemr, docker/release/Dockerfile; curl, docs/cmdline-opts/aws-sigv4.md, 7.88; alpine/aports, main/mariadb/APKBUILD",
                    LATEST_READ),
            new ImageAssumption(
                    "What is encrypted begins with the number of its version in three digits, and is Base64.",
                    "documents.php",
                    "A00[1-9]",
                    "openemr/openemr, src/Common/Crypto/KeyVersion.php and CryptoGen.php",
                    LATEST_READ));

    private ImageAssumptions() {}
}
