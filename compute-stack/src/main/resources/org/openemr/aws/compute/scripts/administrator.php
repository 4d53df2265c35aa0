<?php

// Gives the user OE_USER the password OE_NEXT_PASS, as the page for it in OpenEMR does: with OpenEMR's own hash, with the ones before in the
// history, and with sign-ins that failed forgotten. Whoever is signed in as this user is signed out. Runs in OpenEMR's directory.

$_GET['site'] = 'default';
$ignoreAuth = true;

// What OpenEMR prints while it starts does not belong to the answer.
ob_start();
require_once getcwd() . '/interface/globals.php';
ob_end_clean();

use OpenEMR\Common\Auth\AuthHash;
use OpenEMR\Common\Database\QueryUtils;
use OpenEMR\Common\Logging\EventAuditLogger;

try {
    changePassword(getenv('OE_USER'), getenv('OE_NEXT_PASS'));
} catch (Throwable $e) {
    // Without the trace, which may show the password.
    refuse($e->getMessage());
}

function changePassword(string $user, string $password): void
{
    if (!isActive($user)) {
        refuse("There is no active user $user in OpenEMR: somebody renamed or deactivated the one of the installation");
    }
    $before = storedHash($user);
    if ($before === '') {
        refuse("The user $user has no password in OpenEMR");
    }
    if (AuthHash::passwordVerify($password, $before)) {
        echo "ADMINISTRATOR has it already\n";
    } else {
        store($user, (new AuthHash())->passwordHash($password));
        if (!AuthHash::passwordVerify($password, storedHash($user))) {
            refuse('OpenEMR does not know the password again that was stored');
        }
        echo "ADMINISTRATOR has another password\n";
    }
    // It was instance() up to version 7.
    $audit = is_callable([EventAuditLogger::class, 'getInstance']) ? EventAuditLogger::getInstance() : EventAuditLogger::instance();
    $audit->newEvent('security-administration-update', $user, '', 1, 'The password was changed by openemr rotate administrator');
}

function isActive(string $user): bool
{
    return QueryUtils::fetchRecords('SELECT 1 FROM users WHERE BINARY username = ? AND active = 1', [$user], true) !== [];
}

function storedHash(string $user): string
{
    $rows = QueryUtils::fetchRecords('SELECT password FROM users_secure WHERE BINARY username = ?', [$user], true);
    return (string) ($rows[0]['password'] ?? '');
}

// MySQL assigns from left to right.
function store(string $user, string $hash): void
{
    QueryUtils::sqlStatementThrowException(
        'UPDATE users_secure SET password_history4 = password_history3, password_history3 = password_history2,'
        . ' password_history2 = password_history1, password_history1 = password, password = ?, last_update_password = NOW(),'
        . ' login_fail_counter = 0, last_login_fail = NULL, auto_block_emailed = 0 WHERE BINARY username = ?',
        [$hash, $user],
        true
    );
}

function refuse(string $why): void
{
    file_put_contents('php://stderr', "ERROR: $why\n");
    exit(1);
}
