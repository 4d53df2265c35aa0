# The service's tasks: serve OpenEMR and never install anything, so that any number starts and stops at any time.

CACHE_PORT=6379
CACHE_ATTEMPTS="${CACHE_ATTEMPTS:-24}"
CACHE_PAUSE="${CACHE_PAUSE:-5}"

demand_configuration() {
  is_configured || fail "There is no configuration on the sites file system: the set-up task has not installed OpenEMR," \
    "or another file system is mounted"
  for certificate in mysql-ca redis-ca; do
    [ -s "$CERTIFICATES/$certificate" ] || fail "The certificate $CERTIFICATES/$certificate is missing:" \
      "run the set-up task, which puts it there"
  done
  for part in certs/webserver.cert.pem private/webserver.key.pem; do
    [ -s "$ROOT/etc/ssl/$part" ] || fail "/etc/ssl/$part is missing: run the TLS material task, which makes it"
  done
}

# The image removes these in a set-up task only, and each serving container has its own copy.
remove_installers() {
  for script in setup.php admin.php sql_patch.php sql_upgrade.php acl_upgrade.php ippf_upgrade.php auto_configure.php; do
    rm -f "$OPENEMR/$script"
  done
}

# New certificates are read without closing a connection.
reload_certificates_every_night() {
  crontab="$ROOT/etc/crontabs/root"
  line='1 23 * * * /usr/sbin/httpd -k graceful'
  mkdir -p "$(dirname "$crontab")"
  grep -Fqx "$line" "$crontab" 2>/dev/null || echo "$line" >>"$crontab"
  crond
}

# Apache closes an idle connection after 5 seconds by default (KeepAliveTimeout), the load balancer after 60: it would send a request
# into one that is being closed, and answer it with 502.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
keep_connections_longer_than_the_load_balancer() {
  directory="$ROOT/etc/apache2/conf.d"
  if [ -d "$directory" ]; then
    # The last file by name, because the image's own sets the same.
    printf 'KeepAlive On\nKeepAliveTimeout 75\n' >"$directory/zz-keep-alive.conf"
  else
    say "WARNING: this image has no /etc/apache2/conf.d: Apache may close connections before the load balancer does"
  fi
}

# A conversation in the cache's own protocol over verified TLS; the password goes through standard input.
cache_answers() {
  printf 'AUTH %s %s\r\nPING\r\nQUIT\r\n' "$REDIS_USERNAME" "$REDIS_PASSWORD" \
    | timeout 15 openssl s_client -quiet -verify_return_error -verify_hostname "$REDIS_SERVER" \
      -CAfile "$CERTIFICATES/redis-ca" -connect "$REDIS_SERVER:$CACHE_PORT" 2>&1 | grep -q '^+PONG'
}

wait_for_cache() {
  attempt=1
  until cache_answers; do
    [ "$attempt" -lt "$CACHE_ATTEMPTS" ] || fail "The cache at $REDIS_SERVER:$CACHE_PORT does not answer" \
      "after $attempt attempts: without it a session would live in one task only"
    say "Waiting for the cache at $REDIS_SERVER (attempt $attempt of $CACHE_ATTEMPTS)"
    sleep "$CACHE_PAUSE"
    attempt=$((attempt + 1))
  done
}

# Written here because the image prints the password and falls back to sessions in files.
keep_sessions_in_cache() {
  written=''
  for directory in "$ROOT"/etc/php*/conf.d; do
    [ -d "$directory" ] || continue
    (
      umask 077
      {
        echo 'session.save_handler = redis'
        printf 'session.save_path = "tls://%s:%s?auth[user]=%s&auth[pass]=%s&stream[cafile]=file://%s"\n' \
          "$REDIS_SERVER" "$CACHE_PORT" "$REDIS_USERNAME" "$REDIS_PASSWORD" "$CERTIFICATES/redis-ca"
      } >"$directory/.redis-sessions.new"
    )
    put_in_place "$directory/.redis-sessions.new" "$directory/99-redis-sessions.ini" 640 root:apache
    written="$directory"
  done
  [ -n "$written" ] || fail "There is no /etc/php*/conf.d in this image: sessions cannot be kept in the cache"
}

demand_configuration
remove_installers
wait_for_cache
keep_sessions_in_cache
reload_certificates_every_night
keep_connections_longer_than_the_load_balancer
say "Serving OpenEMR"
unset REDIS_SERVER REDIS_USERNAME REDIS_PASSWORD
export K8S=worker
cd "$OPENEMR"
exec ./openemr.sh
