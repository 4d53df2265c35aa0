<?php

// Prints what the variable PLAIN_TEXT holds as OpenEMR encrypts it. Runs in OpenEMR's directory, after its installation.

$_GET['site'] = 'default';
$ignoreAuth = true;

// What OpenEMR prints while it starts does not belong to the answer.
ob_start();
require_once getcwd() . '/interface/globals.php';
ob_end_clean();

$crypto = new \OpenEMR\Common\Crypto\CryptoGen();
$encrypted = $crypto->encryptStandard(getenv('PLAIN_TEXT'));
if ($crypto->decryptStandard($encrypted) !== getenv('PLAIN_TEXT')) {
    file_put_contents('php://stderr', "What was encrypted cannot be decrypted\n");
    exit(1);
}
echo $encrypted;
