# The service's tasks: serve OpenEMR and never install anything, so that any number starts and stops at any time.

CACHE_PORT="${CACHE_PORT:-6379}"
CACHE_ATTEMPTS="${CACHE_ATTEMPTS:-24}"
CACHE_PAUSE="${CACHE_PAUSE:-5}"
HEALTH_PAUSE="${HEALTH_PAUSE:-60}"
# Seconds after which the load balancer closes a connection on which nothing comes.
LOAD_BALANCER_IDLE_TIMEOUT="${LOAD_BALANCER_IDLE_TIMEOUT:-60}"
# Whether an idle database pauses.
DATABASE_PAUSES="${DATABASE_PAUSES:-}"
# Where people sign out who signed in before OpenEMR; nothing when nobody does.
SIGN_OUT_ADDRESS="${SIGN_OUT_ADDRESS:-}"

demand_certificates() {
  [ -s "$CERTIFICATES/redis-ca" ] || fail "The certificate $CERTIFICATES/redis-ca is missing: run the set-up task, which puts it there"
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

# Apache closes an idle connection after 5 seconds by default (KeepAliveTimeout), sooner than the load balancer: it would send a request
# into one that is being closed, and answer it with 502.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
keep_connections_longer_than_the_load_balancer() {
  directory="$ROOT/etc/apache2/conf.d"
  if [ -d "$directory" ]; then
    # The last file by name, because the image's own sets the same.
    printf 'KeepAlive On\nKeepAliveTimeout %s\n' "$((LOAD_BALANCER_IDLE_TIMEOUT + 15))" >"$directory/zz-keep-alive.conf"
  else
    say "WARNING: this image has no /etc/apache2/conf.d: Apache may close connections before the load balancer does"
  fi
}

# Who signs out of OpenEMR, or is signed out by it after minutes, is signed out before it as well. In both cases OpenEMR's script sends the
# window to login_screen.php (library/auth.inc.php, authLoginScreen, 8.2), and so it does after a wrong password: only who was signed in has
# a mark, which the main page and the page of signing out leave, and the sign-in page takes away. The session of the load balancer has up
# to four parts: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html, "Authentication
# logout". Headers as long as these parts Apache takes as the image has it: LimitRequestFieldSize 32768, in its openemr.conf.
end_the_session_before_openemr_too() {
  forget='Max-Age=0; Secure; HttpOnly'
  mark='Path=/interface; Secure; HttpOnly; SameSite=Lax'
  echo '<Location "/interface/main/tabs/main.php">'
  echo "  Header always add Set-Cookie \"signed_in=yes; $mark\""
  echo '</Location>'
  echo '<Location "/interface/logout.php">'
  echo "  Header always add Set-Cookie \"signed_in=yes; Max-Age=10; $mark\""
  echo '</Location>'
  echo '<Location "/interface/login/login.php">'
  echo "  Header always add Set-Cookie \"signed_in=; Path=/interface; $forget\""
  echo '</Location>'
  echo '<Location "/interface/login_screen.php">'
  echo '  <If "%{HTTP_COOKIE} =~ /(^|; *)signed_in=yes(;|$)/">'
  printf '    Redirect 302 "%s"\n' "$SIGN_OUT_ADDRESS"
  echo "    Header always add Set-Cookie \"signed_in=; Path=/interface; $forget\""
  for part in 0 1 2 3; do
    echo "    Header always add Set-Cookie \"AWSELBAuthSessionCookie-$part=; Path=/; $forget\""
  done
  echo '  </If>'
  echo '</Location>'
}

# The load balancer compares a path with its patterns as it was sent; Apache serves where it leads. An ampersand in a path becomes one in
# the query, by the rewriting of apis, oauth2 and portal/patient.
refuse_paths_that_lead_elsewhere() {
  echo '<If "%{THE_REQUEST} =~ m#^[A-Z]+ [^? ]*((/|%2f|%5c)(\.|%2e){2}|&|%26)#i">'
  echo '  Require all denied'
  echo '</If>'
}

# OpenEMR takes the form of its sign-in page at every page (library/auth.inc.php): it must come to the one page that nobody reaches without
# having signed in before. PHP reads the query itself, so that no spelling passes; the web ACL looks before.
take_passwords_at_one_page_only() {
  guard="$ROOT/etc/openemr-sign-in.php"
  # shellcheck disable=SC2016 # The variables are PHP's.
  printf '%s\n' '<?php' \
    'if (isset($_GET["auth"]) && $_GET["auth"] == "login"' \
    "    && realpath(\$_SERVER[\"SCRIPT_FILENAME\"] ?? \"\") !== realpath(\"$OPENEMR/interface/main/main_screen.php\")) {" \
    '    http_response_code(403);' \
    '    exit("Sign in at the sign-in page.");' \
    '}' >"$guard"
  chmod 644 "$guard"
  written=''
  for directory in "$ROOT"/etc/php*/conf.d; do
    [ -d "$directory" ] || continue
    printf 'auto_prepend_file = "%s"\n' "$guard" >"$directory/99-sign-in.ini"
    written="$directory"
  done
  [ -n "$written" ] || fail "There is no /etc/php*/conf.d in this image: passwords could be taken where nobody has signed in before"
}

# With a sign-in before OpenEMR, this is the part that is in the tasks, whatever web ACL there is.
keep_to_the_sign_in_before_openemr() {
  [ -n "$SIGN_OUT_ADDRESS" ] || return 0
  directory="$ROOT/etc/apache2/conf.d"
  [ -d "$directory" ] || fail "This image has no /etc/apache2/conf.d: signing out of OpenEMR would leave the session before it"
  {
    end_the_session_before_openemr_too
    refuse_paths_that_lead_elsewhere
  } >"$directory/zz-sign-in.conf"
  take_passwords_at_one_page_only
}

# A conversation in the cache's own protocol over verified TLS; the password goes through standard input. Prints what is wrong, by who
# must act: the user's secret, the certificate, or the network.
cache_answers() {
  answer=$(printf 'AUTH %s %s\r\nPING\r\nQUIT\r\n' "$REDIS_USERNAME" "$REDIS_PASSWORD" \
    | timeout 15 openssl s_client -quiet -verify_return_error -verify_hostname "$REDIS_SERVER" \
      -CAfile "$CERTIFICATES/redis-ca" -connect "$REDIS_SERVER:$CACHE_PORT" 2>&1) || true
  case "$answer" in
    *+PONG*) return 0 ;;
    *-WRONGPASS* | *-NOAUTH* | *-NOPERM*)
      echo "it refuses the user $REDIS_USERNAME with the password of its secret: do secret and cache agree?" ;;
    *'verify error'* | *'verify failed'*)
      echo "its certificate is not trusted for the name $REDIS_SERVER: does $CERTIFICATES/redis-ca hold its authority?" ;;
    *) echo "there is no connection: is it there, does its security group admit tasks, is the name right?" \
      "$(printf '%s' "$answer" | tail -n 1 | cut -c 1-200)" ;;
  esac
  return 1
}

wait_for_cache() {
  attempt=1
  until why=$(cache_answers); do
    [ "$attempt" -lt "$CACHE_ATTEMPTS" ] || fail "The cache at $REDIS_SERVER:$CACHE_PORT does not answer after $attempt attempts," \
      "and without it a session would live in one task only: $why"
    say "Waiting for the cache at $REDIS_SERVER (attempt $attempt of $CACHE_ATTEMPTS): $why"
    sleep "$CACHE_PAUSE"
    attempt=$((attempt + 1))
  done
}

# Written here because the image prints the password and falls back to sessions in files. Without locks, of two requests of one user
# that change the session at the same time one is lost. A request waits for another's lock as long as the load balancer waits for an
# answer, 60 s. A lock that a killed task leaves is gone after 300 s; who worked longer than that is refused to write. Without time
# limits a cache that hangs would hold each request for minutes. phpredis/phpredis, redis_session.c, lock_acquire and write_allowed, 6.1.
keep_sessions_in_cache() {
  written=''
  for directory in "$ROOT"/etc/php*/conf.d; do
    [ -d "$directory" ] || continue
    (
      umask 077
      {
        echo 'session.save_handler = redis'
        printf 'session.save_path = "tls://%s:%s?auth[user]=%s&auth[pass]=%s&timeout=3&read_timeout=5&stream[cafile]=file://%s"\n' \
          "$REDIS_SERVER" "$CACHE_PORT" "$REDIS_USERNAME" "$REDIS_PASSWORD" "$CERTIFICATES/redis-ca"
        echo 'redis.session.locking_enabled = 1'
        echo 'redis.session.lock_expire = 300'
        echo 'redis.session.lock_wait_time = 50000'
        echo 'redis.session.lock_retries = 1200'
      } >"$directory/.redis-sessions.new"
    )
    put_in_place "$directory/.redis-sessions.new" "$directory/99-redis-sessions.ini" 640 root:apache
    written="$directory"
  done
  [ -n "$written" ] || fail "There is no /etc/php*/conf.d in this image: sessions cannot be kept in the cache"
}

# What this task sees of database and cache, for an alarm: the check of the load balancer sees neither, and must not, because an outage
# of the database would end all tasks. The last word is how many do not answer.
report_health() {
  failing=0
  database=answers
  if [ -n "$DATABASE_PAUSES" ]; then
    database=not-asked
  elif ! why=$(database_answers); then
    database=silent
    failing=$((failing + 1))
    say "WARNING: the database does not answer this task: $(printf '%s' "$why" | tail -n 1)"
  fi
  cache=answers
  if ! why=$(cache_answers); then
    cache=silent
    failing=$((failing + 1))
    say "WARNING: the cache does not answer this task: $why"
  fi
  say "HEALTH database=$database cache=$cache $failing"
}

report_health_every_minute() {
  while :; do
    report_health
    # Without its reader the log would be lost, and in the end the server.
    if ! kill -0 "$log" 2>/dev/null; then
      say "ERROR: what hides the password in the log has ended: this task ends"
      kill "$server" 2>/dev/null || true
    fi
    # It outlives this loop by up to a minute, and must not keep the log open.
    sleep "$HEALTH_PAUSE" >/dev/null 2>&1
  done
}

# PHP prints session.save_path, and with it the cache's password, when a session cannot be read or written (php/php-src,
# ext/session/session.c, "Failed to read session data"). Nothing of it may reach the log.
hide_password_of_the_cache() {
  exec awk '{ gsub(/auth\[pass\]=[^&" )]*/, "auth[pass]=(hidden)"); print; fflush() }'
}

# The entrypoint becomes Apache. This shell stays before it, to hand on signals and to let the log end.
serve() {
  output="$ROOT/run/openemr-output"
  mkdir -p "$ROOT/run"
  rm -f "$output"
  mkfifo -m 600 "$output"
  hide_password_of_the_cache <"$output" &
  log=$!
  (
    unset REDIS_SERVER REDIS_USERNAME REDIS_PASSWORD
    export K8S=worker
    cd "$OPENEMR"
    exec ./openemr.sh
  ) >"$output" 2>&1 &
  server=$!
  report_health_every_minute &
  watch=$!
  trap 'kill "$server" 2>/dev/null || true' TERM INT
  ended=0
  wait "$server" || ended=$?
  # A signal ends the waiting, not the server.
  while kill -0 "$server" 2>/dev/null; do
    ended=0
    wait "$server" || ended=$?
  done
  kill "$watch" 2>/dev/null || true
  # The last lines; somebody may have kept the log open.
  trap '' TERM INT
  looks=50
  while [ "$looks" -gt 0 ] && kill -0 "$log" 2>/dev/null; do
    sleep 0.1
    looks=$((looks - 1))
  done
  kill "$log" 2>/dev/null || true
  exit "$ended"
}

demand_installation
demand_certificates
remove_installers
wait_for_cache
keep_sessions_in_cache
reload_certificates_every_night
keep_connections_longer_than_the_load_balancer
keep_to_the_sign_in_before_openemr
say "Serving OpenEMR"
serve
