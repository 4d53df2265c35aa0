#!/bin/sh
# Stands in for the image's entrypoint: installs when it is the administrator and nothing is installed.
env | sort >"$STATE/entrypoint-environment"
[ "$K8S" = worker ] && { echo serving; exit 0; }
touch sites/docker-leader
[ -f "$STATE/entrypoint-fails" ] && { echo "Couldn't set up"; exit 1; }
grep -q 'config = 1' sites/default/sqlconf.php || {
  [ -f "$STATE/installer-does-nothing" ] && exit 0
  # shellcheck disable=SC2016 # the dollar signs are PHP's
  printf '<?php\n$host\t= '\''%s'\'';\n$port\t= '\''%s'\'';\n$login\t= '\''%s'\'';\n$pass\t= '\''%s'\'';\n$dbase\t= '\''%s'\'';\n$config = 1;\n' \
    "$MYSQL_HOST" "$MYSQL_PORT" "$MYSQL_USER" "$MYSQL_PASS" "$MYSQL_DATABASE" >sites/default/sqlconf.php
  touch "$STATE/app-login"
  echo 300 >"$STATE/tables"
}
cp /dev/null "$STATE/entrypoint-ran"
cp "$FILE_SYSTEM_ROOT/root/docker-version" sites/default/docker-version
