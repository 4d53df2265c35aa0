#!/bin/sh
# Stands in for the image's entrypoint: installs when it is the administrator and nothing is installed. As the real one does
# (openemr/openemr 8.2.0-dev, Installer.class.php, quick_install), it creates the database first and fails when it exists, writes
# $config = 1 when the tables are there, and makes users and access rights afterwards. State: entrypoint-fails, installer-does-nothing,
# installer-breaks-off (after the tables), upgrade-fails-silently (openemr#13614). A worker serves: serves-on, server-ends-with.
env | sort >"$STATE/entrypoint-environment"
if [ "$K8S" = worker ]; then
  # Apache ignores a log that nobody reads (httpd, server/mpm/*, SIGPIPE).
  trap '' PIPE
  echo serving
  # As PHP does (php/php-src, ext/session/session.c), in the format of Apache's log behind FPM.
  sed -n 's/^session.save_path = "\(.*\)"/[proxy_fcgi:error] AH01071: Got error '\''PHP message: PHP Warning:  session_start(): Failed to read session data: redis (path: \1) in globals.php on line 9'\''/p' \
    "$FILE_SYSTEM_ROOT"/etc/php83/conf.d/99-redis-sessions.ini >&2
  [ -f "$STATE/serves-on" ] && exec sleep 60
  exit "$(cat "$STATE/server-ends-with" 2>/dev/null || echo 0)"
fi
touch sites/docker-leader
[ -f "$STATE/entrypoint-fails" ] && { echo "Couldn't set up"; exit 1; }
grep -q 'config = 1' sites/default/sqlconf.php || {
  [ -f "$STATE/installer-does-nothing" ] && exit 0
  grep -q 'DROP DATABASE' "$STATE/sql" || { echo "database exists"; exit 1; }
  # shellcheck disable=SC2016 # the dollar signs are PHP's
  printf '<?php\n$host\t= '\''%s'\'';\n$port\t= '\''%s'\'';\n$login\t= '\''%s'\'';\n$pass\t= '\''%s'\'';\n$dbase\t= '\''%s'\'';\n$config = 1;\n' \
    "$MYSQL_HOST" "$MYSQL_PORT" "$MYSQL_USER" "$MYSQL_PASS" "$MYSQL_DATABASE" >sites/default/sqlconf.php
  touch "$STATE/app-login"
  echo 300 >"$STATE/tables"
  for table in users gacl_acl patient_data; do echo 0 >"$STATE/rows-of-$table"; done
  [ -f "$STATE/installer-breaks-off" ] && exit 1
  echo 1 >"$STATE/rows-of-users"
  echo 12 >"$STATE/rows-of-gacl_acl"
  echo 541 >"$STATE/schema-version"
}
[ -f "$STATE/upgrade-fails-silently" ] || echo 541 >"$STATE/schema-version"
cp /dev/null "$STATE/entrypoint-ran"
cp "$FILE_SYSTEM_ROOT/root/docker-version" sites/default/docker-version
