# Writes who OpenEMR is to its database where OpenEMR reads it, after a rotation of that user's credentials. Changes nothing else.

demand_installation
demand_tls_of_clients
why=$(echo 'SELECT 1;' | as_openemr 2>&1 >/dev/null) || fail "The database at $MYSQL_HOST:$MYSQL_PORT does not let in $MYSQL_USER," \
  "and nothing is written: $why"
write_connection
say "OpenEMR connects as $MYSQL_USER"
