<?php

// Stands in for OpenEMR's start and the three classes that the administrator task uses, with their names, arguments and defaults (8.2.0-dev),
// on a real database. Prints something, as OpenEMR may, and refuses root (RootCliGuard, openemr#12267).

namespace OpenEMR\Common\Database {
    class QueryUtils
    {
        public static function fetchRecords($sqlStatement, $binds = [], $noLog = false)
        {
            $result = self::run($sqlStatement, $binds, $noLog)->get_result();
            return $result === false ? [] : $result->fetch_all(MYSQLI_ASSOC);
        }

        public static function sqlStatementThrowException($statement, $binds = [], $noLog = false)
        {
            return self::run($statement, $binds, $noLog);
        }

        // What is not to be logged would be in the audit log with its values.
        private static function run($statement, $binds, $noLog)
        {
            if (!$noLog) {
                throw new \Exception('A statement with a secret would be logged');
            }
            $prepared = $GLOBALS['connection']->prepare($statement);
            passthru('step');
            $prepared->execute($binds);
            passthru('step');
            return $prepared;
        }
    }
}

namespace OpenEMR\Common\Auth {
    class AuthHash
    {
        public function passwordHash(&$password)
        {
            // A low cost, for tests.
            return password_hash($password, PASSWORD_BCRYPT, ['cost' => 4]);
        }

        public static function passwordVerify(&$password, $hash): bool
        {
            return password_verify($password, $hash);
        }
    }
}

namespace OpenEMR\Common\Logging {
    class EventAuditLogger
    {
        private function __construct()
        {
        }

        public static function AUDIT_METHOD(): self
        {
            return new self();
        }

        public function newEvent($event, $user, $groupname, $success, $comments = '')
        {
            $GLOBALS['connection']->prepare('INSERT INTO log (event, user, groupname, success, comments) VALUES (?, ?, ?, ?, ?)')
                ->execute([$event, $user, $groupname, $success, $comments]);
        }
    }
}

namespace {
    if (getenv('RUNS_AS') !== 'apache') {
        exit(1);
    }
    echo 'starting';
    require getcwd() . '/sites/' . $_GET['site'] . '/sqlconf.php';
    mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
    $connection = mysqli_init();
    $connection->options(MYSQLI_OPT_SSL_VERIFY_SERVER_CERT, true);
    $connection->ssl_set(null, null, getcwd() . '/sites/default/documents/certificates/mysql-ca', null, null);
    $connection->real_connect($host, $login, $pass, $dbase, (int) $port, null, MYSQLI_CLIENT_SSL);
    $GLOBALS['connection'] = $connection;
}
