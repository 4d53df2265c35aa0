#!/bin/sh
# Stands in for Apache: PHP's own server, with several processes and the settings that the worker wrote for PHP. As Apache does, it ends
# its children when it is told to end. Debian's phpredis 5.3.7 does not read stream[cafile] from session.save_path, the image's 6.2 does:
# here the authority is OpenSSL's default.
SSL_CERT_FILE="$FILE_SYSTEM_ROOT/var/www/localhost/htdocs/openemr/sites/default/documents/certificates/redis-ca" PHP_CLI_SERVER_WORKERS=4 PHP_INI_SCAN_DIR=":$FILE_SYSTEM_ROOT/etc/php83/conf.d" \
  php -d display_errors=0 -d log_errors=1 -S "127.0.0.1:$SERVER_PORT" &
server=$!
trap 'pkill -P "$server"; kill "$server"' TERM
wait "$server"
