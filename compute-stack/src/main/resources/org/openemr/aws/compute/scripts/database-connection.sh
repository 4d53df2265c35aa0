# What tasks share that change an installation: which version it is, and how OpenEMR reaches its database.

# How many steps of upgrades are done, and how many the image has.
# shellcheck disable=SC2034 # the connection task has no use for them
INSTALLED_VERSION="$SITE/docker-version"
# shellcheck disable=SC2034
IMAGE_VERSION="$ROOT/root/docker-version"
DATABASE_CA="$CERTIFICATES/mysql-ca"

version_in() {
  steps=$(head -n 1 "$1" 2>/dev/null | tr -dc '0-9') || true
  printf '%s' "${steps:-0}"
}

# Every client of the database in this container verifies its certificate; the image's own library would skip TLS.
demand_tls_of_clients() {
  mkdir -p "$ROOT/etc/my.cnf.d"
  printf '[client]\nssl-ca=%s\nssl-verify-server-cert\n' "$DATABASE_CA" >"$ROOT/etc/my.cnf.d/openemr-tls.cnf"
  if [ -f "$ROOT/root/devtoolsLibrary.source" ]; then
    sed -i 's/ --skip-ssl//g' "$ROOT/root/devtoolsLibrary.source"
  fi
}

# SQL comes on standard input and passwords in the environment: nothing secret is on a command line.
as_openemr() {
  as_openemr_to_server --database="$MYSQL_DATABASE"
}

as_openemr_to_server() {
  MYSQL_PWD="$MYSQL_PASS" mariadb --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user="$MYSQL_USER" \
    --connect-timeout=5 --batch --skip-column-names "$@"
}

# OpenEMR reads sqlconf.php and not the environment, for each request anew: PHP looks every 2 seconds whether it is another
# (opcache.revalidate_freq). A running worker must never read half of it, and two tasks may write at a time. What a task leaves that is killed
# here goes an hour later.
write_connection() {
  find "$SITE" -maxdepth 1 -name '.sqlconf.*' -mmin +60 -exec rm -f {} +
  target=$(mktemp "$SITE/.sqlconf.XXXXXX")
  (
    HOST="$MYSQL_HOST" PORT="$MYSQL_PORT" LOGIN="$MYSQL_USER" PASS="$MYSQL_PASS" DBASE="$MYSQL_DATABASE" awk '
      function php_text(value,  position, character, text) {
        for (position = 1; position <= length(value); position++) {
          character = substr(value, position, 1)
          text = text (character == "\\" || character == "\047" ? "\\" : "") character
        }
        return "\047" text "\047"
      }
      /^[ \t]*\$(host|port|login|pass|dbase)[ \t]*=/ {
        name = $0
        sub(/^[ \t]*\$/, "", name)
        sub(/[ \t]*=.*/, "", name)
        print "$" name "\t= " php_text(ENVIRON[toupper(name)]) ";"
        next
      }
      { print }' "$SITE/sqlconf.php" >"$target"
  )
  if cmp -s "$target" "$SITE/sqlconf.php"; then
    rm -f "$target"
  else
    say "Writing the database connection"
    put_in_place "$target" "$SITE/sqlconf.php" 400 apache
  fi
}
