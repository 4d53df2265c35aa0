<?php

// Asks the database of SQLCONF something over TLS that the certificate in AUTHORITY vouches for. Prints why it does not answer.

require getenv('SQLCONF');

mysqli_report(MYSQLI_REPORT_OFF);
$connection = mysqli_init();
$connection->options(MYSQLI_OPT_CONNECT_TIMEOUT, 5);
$connection->options(MYSQLI_OPT_READ_TIMEOUT, 10);
$connection->options(MYSQLI_OPT_SSL_VERIFY_SERVER_CERT, true);
$connection->ssl_set(null, null, getenv('AUTHORITY'), null, null);
// Why the connection fails is told below, without PHP's warning.
if (!@$connection->real_connect($host, $login, $pass, $dbase, (int) $port, null, MYSQLI_CLIENT_SSL)) {
    echo $connection->connect_error, "\n";
    exit(1);
}
if (!$connection->query('SELECT 1 FROM users LIMIT 1')) {
    echo $connection->error, "\n";
    exit(1);
}
