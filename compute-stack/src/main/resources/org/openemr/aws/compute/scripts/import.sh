# The import task: brings another installation's database and files into this one, which must be fresh. openemr import starts it.
# ACTION=look says whether it can begin; load replaces what is there, and keeps it; undo brings it back; finish forgets it. Each can be
# repeated and goes on where it was ended. What it loads has been read and written anew by openemr import: SQL without rights of its own,
# and files without links.

# shellcheck disable=SC3040 # busybox ash has it
set -o pipefail

# What comes is Apache's alone; each look at many files on EFS takes minutes.
umask 077

DOWNLOAD="$ROOT/var/tmp/database.sql.gz"
# What S3 wants to know of a request without a body.
EMPTY_BODY=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
CREDENTIALS_ADDRESS="${CREDENTIALS_ADDRESS:-http://169.254.170.2}"

# What ECS gives the task's role. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
credential() {
  printf '%s' "$credentials" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"
}

# Prints an object of the bucket. What is cut off is no whole gzip file. Secrets are on no command line.
fetch() {
  credentials=$(curl --fail --silent --show-error --max-time 10 --retry 3 \
    "$CREDENTIALS_ADDRESS$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" | tr -d '\n') || fail "ECS does not give the task its credentials"
  printf 'user = "%s:%s"\nheader = "x-amz-security-token: %s"\n' \
    "$(credential AccessKeyId)" "$(credential SecretAccessKey)" "$(credential Token)" \
    | curl --config - --fail --silent --show-error --tlsv1.2 --connect-timeout 10 --header "x-amz-content-sha256: $EMPTY_BODY" \
      --speed-limit 1 --speed-time 900 --aws-sigv4 "aws:amz:$AWS_REGION:s3" "$IMPORT_ADDRESS/$1"
}

# 7.0.3 as 70003.
number_of() {
  printf '%s' "$1" | awk -F. '{ printf "%d", $1 * 10000 + $2 * 100 + $3 }'
}

# shellcheck disable=SC2016 # the dollar sign is PHP's
version_of_image() {
  for part in major minor patch; do
    sed -n 's/^[[:space:]]*\$v_'"$part"'[[:space:]]*=[^0-9]*\([0-9][0-9]*\).*/\1/p' "$OPENEMR/version.php"
  done | paste -s -d . -
}

# The image upgrades an installation step by step, and each step says from which version; a number on the file system says how many are done.
# An earlier step than needed does no harm: OpenEMR's upgrades look first whether a change is there.
steps_done() {
  installed=$(number_of "$1")
  if [ "$installed" -eq "$(number_of "$(version_of_image)")" ]; then
    version_in "$IMAGE_VERSION"
    return
  fi
  best=0
  for step in "$ROOT"/root/fsupgrade-*.sh; do
    number="${step##*-}"
    number="${number%.sh}"
    prior=$(sed -n 's/^priorOpenemrVersion="\([0-9.]*\)".*/\1/p' "$step")
    [ -z "$prior" ] || [ "$(number_of "$prior")" -gt "$installed" ] || [ "$number" -le "$best" ] || best="$number"
  done
  [ "$best" -gt 0 ] || fail "OpenEMR $1 is older than the oldest version that this image upgrades: upgrade the old installation first"
  printf '%s' "$((best - 1))"
}

refuse_what_cannot_be() {
  [ "$(number_of "$VERSION")" -le "$(number_of "$(version_of_image)")" ] || fail "OpenEMR $VERSION is newer than this image, which has" \
    "$(version_of_image): deploy that version first"
  done_before=$(steps_done "$VERSION")
  [ -f "$IMPORT/dropping" ] || refuse_patients
}

refuse_patients() {
  patients=$(echo 'SELECT COUNT(*) FROM patient_data;' | as_openemr) || fail "The database does not say how many patients it has"
  [ "$patients" -eq 0 ] || fail "This installation has $patients patients already: an import replaces everything. Import into a fresh" \
    "deployment."
}

# One upload at a time: what two of them brought does not belong together.
begin() {
  mkdir -p "$IMPORT"
  touch "$IMPORT/begun"
  [ ! -s "$IMPORT/upload" ] || [ "$(cat "$IMPORT/upload")" = "$UPLOAD" ] || fail "An import of another upload is under way:" \
    "openemr import abort first"
  printf '%s' "$UPLOAD" >"$IMPORT/upload"
}

# A fresh database is small. It is kept until something is dropped; people may have written into it since an earlier attempt.
keep_database() {
  [ ! -f "$IMPORT/dropping" ] || return 0
  say "Keeping the database that is there"
  MYSQL_PWD="$MYSQL_PASS" mariadb-dump --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user="$MYSQL_USER" --single-transaction \
    --no-tablespaces --skip-lock-tables --triggers --hex-blob "$MYSQL_DATABASE" | gzip >"$IMPORT/.before.sql.gz"
  mv -f "$IMPORT/.before.sql.gz" "$IMPORT/before.sql.gz"
}

# SQL on standard input takes the place of all that is in the schema.
replace_database() {
  printf "DROP DATABASE IF EXISTS \`%s\`;\nCREATE DATABASE \`%s\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;\n" \
    "$MYSQL_DATABASE" "$MYSQL_DATABASE" | as_openemr_to_server || return 1
  # Whatever is in it, the client runs SQL and nothing else.
  as_openemr_to_server --database="$MYSQL_DATABASE" --max-allowed-packet=1G --binary-mode --local-infile=0 --loose-sandbox
}

# It is whole on the task's own disk before anything is dropped: loading takes longer than a connection to S3 lives.
load_database() {
  [ ! -f "$IMPORT/loaded" ] || return 0
  say "Fetching the database"
  mkdir -p "${DOWNLOAD%/*}"
  if ! fetch database.sql.gz >"$DOWNLOAD" || ! gunzip -t "$DOWNLOAD"; then
    fail "The database could not be fetched, and nothing was changed"
  fi
  say "Loading the database"
  touch "$IMPORT/dropping"
  gunzip <"$DOWNLOAD" | replace_database || fail "The database could not be loaded; the lines above say why"
  touch "$IMPORT/loaded"
}

refuse_another_version() {
  found=$(echo "SELECT CONCAT(v_major, '.', v_minor, '.', v_patch) FROM version LIMIT 1;" | as_openemr) || fail "The table version cannot be read"
  [ "$found" = "$VERSION" ] || fail "The database is of OpenEMR $found, not $VERSION"
}

# Neither a dump nor files have what is in CouchDB.
refuse_documents_elsewhere() {
  elsewhere=$(echo 'SELECT COUNT(*) FROM documents WHERE storagemethod = 1;' | as_openemr) || fail "The table documents cannot be read"
  [ "$elsewhere" -eq 0 ] || fail "$elsewhere documents are in CouchDB, and did not come: move them to files in the old installation first"
}

tell_rows() {
  echo "SELECT table_name FROM information_schema.tables WHERE table_schema = '$MYSQL_DATABASE' AND table_type = 'BASE TABLE' ORDER BY 1;" \
    | as_openemr | sed "s/.*/SELECT 'ROWS', '&', COUNT(*) FROM \`&\`;/" | as_openemr | tr '\t' ' ' >"$IMPORT/rows"
  cat "$IMPORT/rows"
}

extract_files() {
  [ ! -f "$IMPORT/extracted" ] || return 0
  say "Bringing the files"
  rm -rf "$IMPORT/new"
  mkdir "$IMPORT/new"
  fetch files.tar.gz | gunzip | tar -x -f - -C "$IMPORT/new" || fail "The files could not be brought; the lines above say why"
  [ -z "$(find "$IMPORT/new" ! -type f ! -type d | head -n 1)" ] || fail "The archive holds something that is neither file nor directory"
  touch "$IMPORT/extracted"
}

# The connection, and whom the database and the cache are trusted by, stay those of this deployment.
dress_files() {
  [ -d "$IMPORT/new" ] || return 0
  # Programs of a site are those of this version, unless others were brought.
  (cd "$SITE" && find . -path ./documents -prune -o -type f -print) | while IFS= read -r file; do
    if [ ! -e "$IMPORT/new/$file" ]; then
      mkdir -p "$IMPORT/new/${file%/*}"
      cp "$SITE/$file" "$IMPORT/.copy"
      mv "$IMPORT/.copy" "$IMPORT/new/$file"
    fi
  done
  # Where OpenEMR writes without looking whether there is a directory.
  (cd "$SITE" && find documents -type d -print) | while IFS= read -r directory; do
    mkdir -p "$IMPORT/new/$directory"
  done
  mkdir -p "$IMPORT/new/documents/certificates" "$IMPORT/new/documents/logs_and_misc/methods"
  cp "$SITE/sqlconf.php" "$IMPORT/new/sqlconf.php"
  for certificate in mysql-ca redis-ca; do
    [ ! -f "$SITE/documents/certificates/$certificate" ] \
      || cp "$SITE/documents/certificates/$certificate" "$IMPORT/new/documents/certificates/$certificate"
  done
  steps_done "$VERSION" >"$IMPORT/new/docker-version"
  chown -R apache "$IMPORT/new"
  chmod 400 "$IMPORT/new/sqlconf.php"
}

# Two renames; ended between them, the next run does the second.
swap_files() {
  if [ -d "$SITE" ] && [ -d "$IMPORT/new" ]; then
    mv "$SITE" "$IMPORT/before"
  fi
  [ ! -d "$IMPORT/new" ] || mv "$IMPORT/new" "$SITE"
}

# Renamed first, so that whoever is ended on the way leaves nothing that looks like an import.
forget() {
  [ ! -d "$IMPORT" ] || mv "$IMPORT" "$IMPORT.over"
  rm -rf "$IMPORT.over"
}

# Somebody signed in has OpenEMR run what is due, from the browser: reminders and claims would go out a second time before anybody has looked.
stop_background_services() {
  [ ! -f "$IMPORT/services.sql" ] || return 0
  exists=$(echo "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '$MYSQL_DATABASE'
    AND table_name = 'background_services' AND table_type = 'BASE TABLE';" | as_openemr) || fail "The tables cannot be read"
  [ "$exists" -gt 0 ] || return 0
  echo "SELECT CONCAT('UPDATE background_services SET active = ', active, ' WHERE name = X''', HEX(name), ''';') FROM background_services;" \
    | as_openemr >"$IMPORT/.services.sql" || fail "The background services cannot be read"
  mv "$IMPORT/.services.sql" "$IMPORT/services.sql"
  echo 'UPDATE background_services SET active = 0;' | as_openemr || fail "The background services cannot be stopped"
}

start_background_services() {
  [ ! -s "$IMPORT/services.sql" ] || as_openemr <"$IMPORT/services.sql" || fail "The background services cannot be started"
}

refuse_while_it_goes_back() {
  rm -rf "$IMPORT.over"
  [ ! -f "$IMPORT/undoing" ] || fail "This import is being taken back: openemr import abort goes on with that"
}

look() {
  refuse_while_it_goes_back
  [ -d "$SITE" ] || swap_files
  demand_installation
  demand_tls_of_clients
  refuse_what_cannot_be
}

load() {
  refuse_while_it_goes_back
  if [ -f "$IMPORT/imported" ]; then
    [ "$(cat "$IMPORT/upload")" = "$UPLOAD" ] || fail "Another upload was imported: openemr import abort or finish first"
    cat "$IMPORT/rows"
    say "IMPORTED before"
    return
  fi
  look
  begin
  keep_database
  load_database
  refuse_another_version
  refuse_documents_elsewhere
  tell_rows
  stop_background_services
  extract_files
  dress_files
  swap_files
  touch "$IMPORT/imported"
  say "IMPORTED"
}

undo() {
  if [ ! -f "$IMPORT/begun" ]; then
    forget
    say "UNDONE before"
    return
  fi
  touch "$IMPORT/undoing"
  rm -f "$IMPORT/loaded" "$IMPORT/extracted" "$IMPORT/imported"
  [ ! -f "$IMPORT/before/sqlconf.php" ] || put_files_back
  [ ! -f "$IMPORT/dropping" ] || put_database_back
  forget
  say "UNDONE"
}

# The database is loaded after the files are back, so that the certificate is where clients look for it.
put_files_back() {
  [ ! -d "$SITE" ] || mv "$SITE" "$IMPORT/unwanted"
  mv "$IMPORT/before" "$SITE"
}

put_database_back() {
  demand_tls_of_clients
  say "Bringing back the database that was there"
  gunzip <"$IMPORT/before.sql.gz" | replace_database || fail "The database could not be brought back; the lines above say why"
  # The user may be another one by now.
  write_connection
}

finish() {
  refuse_while_it_goes_back
  if [ -f "$IMPORT/begun" ]; then
    [ -f "$IMPORT/imported" ] || fail "The import is not over: openemr import run goes on with it"
    [ "$(version_in "$INSTALLED_VERSION")" = "$(version_in "$IMAGE_VERSION")" ] \
      || fail "What came is not upgraded to the version of this image: openemr import run goes on with it"
    demand_tls_of_clients
    start_background_services
  fi
  forget
  say "FINISHED"
}

case "${ACTION:-}" in
  look)
    look
    say "READY, of the steps of upgrades $done_before are done"
    ;;
  load) load ;;
  undo) undo ;;
  finish) finish ;;
  *) fail "ACTION must be look, load, undo or finish" ;;
esac
