# shellcheck shell=dash
# What all three scripts share. They run under the image's /bin/sh, which is busybox ash.
# FILE_SYSTEM_ROOT is empty in a container; tests set it to a throw-away directory.

set -eu

ROOT="${FILE_SYSTEM_ROOT:-}"
OPENEMR="$ROOT/var/www/localhost/htdocs/openemr"
SITE="$OPENEMR/sites/default"
# shellcheck disable=SC2034 # the TLS material task has no use for it
CERTIFICATES="$SITE/documents/certificates"

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
