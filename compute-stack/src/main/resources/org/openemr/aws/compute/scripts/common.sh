# shellcheck shell=dash
# What all scripts share. They run under the image's /bin/sh, which is busybox ash.
# FILE_SYSTEM_ROOT is empty in a container; tests set it to a throw-away directory.

set -eu

ROOT="${FILE_SYSTEM_ROOT:-}"
OPENEMR="$ROOT/var/www/localhost/htdocs/openemr"
SITE="$OPENEMR/sites/default"
# shellcheck disable=SC2034 # the TLS material task has no use for it
CERTIFICATES="$SITE/documents/certificates"
# What an import keeps until it is finished or taken back. Hidden, so that OpenEMR does not take it for a site.
# shellcheck disable=SC2034
IMPORT="$OPENEMR/sites/.import"

say() {
  printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"
}

fail() {
  say "ERROR: $*" >&2
  exit 1
}

# OpenEMR's installer turns this line of its configuration from 0 to 1 when it has finished.
# shellcheck disable=SC2016 # the dollar sign is PHP's
is_configured() {
  [ -f "$SITE/sqlconf.php" ] && grep -Eq '^[[:space:]]*\$config[[:space:]]*=[[:space:]]*1[[:space:]]*;' "$SITE/sqlconf.php"
}

# Puts a finished file in its place in one step, so that nobody ever reads half of it: file, target, mode, owner.
put_in_place() {
  chown "$4" "$1"
  chmod "$3" "$1"
  mv -f "$1" "$2"
}

# Whoever serves or works installs nothing: without an installation it says whose turn it is.
demand_installation() {
  is_configured || fail "There is no configuration on the sites file system: the set-up task has not installed OpenEMR," \
    "or another file system is mounted"
  [ -s "$CERTIFICATES/mysql-ca" ] || fail "The certificate $CERTIFICATES/mysql-ca is missing: run the set-up task, which puts it there"
}

# As OpenEMR does: with what sqlconf.php says, over TLS. Prints why not.
database_answers() {
  database_program | SQLCONF="$SITE/sqlconf.php" AUTHORITY="$CERTIFICATES/mysql-ca" timeout 20 su -s /bin/sh apache -c php 2>&1
}
