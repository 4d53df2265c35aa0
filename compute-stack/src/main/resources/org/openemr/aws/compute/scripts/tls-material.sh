# The TLS material task: makes the key and the certificate that tasks present to the load balancer, and puts them in
# place in one step. The ssl file system is mounted over /etc/ssl of the serving tasks, so the image's own content goes
# there too.

SSL="$ROOT/etc/ssl"
VERSIONS="$SSL/webserver"

# New authorities of a newer image replace older ones.
restore_image_content() {
  rsync --recursive --links --perms --owner --group --exclude 'webserver.*' "$ROOT/swarm-pieces/ssl" "$ROOT/etc/"
  mkdir -p "$SSL/certs" "$SSL/private" "$VERSIONS"
}

# The load balancer does not verify the name, see
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
make_pair() {
  pair="$VERSIONS/$(date -u +%Y%m%dT%H%M%SZ)-$$"
  trap 'rm -rf "$pair"' EXIT
  (
    umask 077
    mkdir "$pair"
    openssl req -x509 -newkey rsa:2048 -sha256 -nodes -days 365 -subj '/CN=localhost' \
      -config "$SSL/openssl.cnf" -keyout "$pair/key.pem" -out "$pair/cert.pem"
  ) || fail "openssl could not make a certificate; its lines above say why"
  openssl x509 -in "$pair/cert.pem" -noout -checkend 86400 >/dev/null || fail "The new certificate is not valid"
  trap - EXIT
}

# Key and certificate change together: both names lead through one link that is renamed over the old one.
switch_to_pair() {
  replace_link "$(basename "$pair")" "$VERSIONS/current"
  replace_link ../webserver/current/cert.pem "$SSL/certs/webserver.cert.pem"
  replace_link ../webserver/current/key.pem "$SSL/private/webserver.key.pem"
  touch "$SSL/docker-selfsigned-configured"
}

replace_link() {
  ln -sfn "$1" "$2.new"
  mv -fT "$2.new" "$2"
}

# The pair before stays for workers that are just reading it.
remove_older_pairs() {
  previous=$(find "$VERSIONS" -mindepth 1 -maxdepth 1 -type d ! -path "$pair" | sort | tail -n 1)
  find "$VERSIONS" -mindepth 1 -maxdepth 1 -type d ! -path "$pair" | while read -r directory; do
    [ "$directory" = "$previous" ] || rm -rf "$directory"
  done
}

restore_image_content
make_pair
switch_to_pair
remove_older_pairs
say "The TLS material is renewed"
