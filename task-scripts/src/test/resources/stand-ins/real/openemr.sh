#!/bin/sh
# Stands in for the image's entrypoint with a real database, in the order of the real one: an upgrade step by step, with the version
# written last (openemr/openemr, docker/release/openemr.sh); an installation by openemr/openemr 8.2.0-dev, Installer.class.php,
# quick_install: the database first, which must not exist; the user; the tables; $config = 1; then version, globals, users, access rights.
set -e
as_administrator() {
  MYSQL_PWD="$MYSQL_ROOT_PASS" mariadb --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user="$MYSQL_ROOT_USER" --batch "$@"
}
in_schema() { as_administrator --database="$MYSQL_DATABASE"; }
image=$(cat "$FILE_SYSTEM_ROOT/root/docker-version")
site=sites/default
touch sites/docker-leader
step
if grep -q 'config = 1' "$site/sqlconf.php"; then
  if [ "$(cat "$site/docker-version")" -lt "$image" ]; then
    echo 'ALTER TABLE patient_data ADD COLUMN IF NOT EXISTS pronoun VARCHAR(20);' | in_schema
    echo "INSERT INTO globals SELECT 'new_global', 0, '' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM globals WHERE gl_name = 'new_global');" \
      | in_schema
    echo 'UPDATE version SET v_database = 541;' | in_schema
    step
    printf '%s' "$image" >"$site/docker-version"
  fi
else
  echo "CREATE DATABASE \`$MYSQL_DATABASE\`;" | as_administrator
  echo "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$MYSQL_PASS';" | as_administrator
  echo "GRANT ALL PRIVILEGES ON \`$MYSQL_DATABASE\`.* TO '$MYSQL_USER'@'%';" | as_administrator
  echo "CREATE TABLE patient_data (id INT PRIMARY KEY); CREATE TABLE users (id INT PRIMARY KEY, username VARCHAR(255));" | in_schema
  echo "CREATE TABLE globals (gl_name VARCHAR(63), gl_index INT, gl_value VARCHAR(255), PRIMARY KEY (gl_name, gl_index));
    CREATE TABLE gacl_acl (id INT PRIMARY KEY); CREATE TABLE version (v_database INT);" | in_schema
  step
  # shellcheck disable=SC2016 # the dollar signs are PHP's
  printf '<?php\n$host\t= '\''%s'\'';\n$port\t= '\''%s'\'';\n$login\t= '\''%s'\'';\n$pass\t= '\''%s'\'';\n$dbase\t= '\''%s'\'';\n$config = 1;\n' \
    "$MYSQL_HOST" "$MYSQL_PORT" "$MYSQL_USER" "$MYSQL_PASS" "$MYSQL_DATABASE" >"$site/sqlconf.php"
  step
  echo "INSERT INTO version VALUES (${SCHEMA_VERSION:-541});" | in_schema
  echo "INSERT INTO globals VALUES ('rest_api', 0, '0'), ('SMTP_HOST', 0, '');" | in_schema
  echo "INSERT INTO users VALUES (1, 'admin');" | in_schema
  echo 'INSERT INTO gacl_acl VALUES (1), (2);' | in_schema
  step
  printf '%s' "$image" >"$site/docker-version"
fi
step
