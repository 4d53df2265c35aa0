# The set-up task: looks at file system and database, names the state it finds, does the steps of that state, applies OpenEMR's
# settings, and ends. Runs once in a deployment that changes the image or a setting, before the service rolls. Any exit status but 0
# fails the deployment. The states are in README.md of this module.

# Each partition has authorities of its own; ECS tells tasks their region.
# https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html
case "${AWS_REGION:-}" in
  us-gov-*) DATABASE_CA_URL='https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem' ;;
  cn-*) DATABASE_CA_URL='https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/global/global-bundle.pem' ;;
  *) DATABASE_CA_URL='https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem' ;;
esac
INSTALLATION_BEGUN="$OPENEMR/sites/installation-begun"
DATABASE_ATTEMPTS="${DATABASE_ATTEMPTS:-60}"
DATABASE_PAUSE="${DATABASE_PAUSE:-5}"
# Seconds. The image's installer retries for ever. A schema is never left half upgraded because a deployment does not wait any
# longer: the limit of upgrades is far beyond the longest that one waits.
INSTALLATION_LIMIT="${INSTALLATION_LIMIT:-3600}"
UPGRADE_LIMIT="${UPGRADE_LIMIT:-172800}"

# A rolled-back deployment starts the set-up of the image before; a schema is never taken back. Who has to know that settings were written
# says so with MUST_APPLY.
leave_newer_installation_alone() {
  installed=$(version_in "$INSTALLED_VERSION")
  image=$(version_in "$IMAGE_VERSION")
  if is_configured && [ ! -f "$INSTALLATION_BEGUN" ] && [ "$installed" -gt "$image" ]; then
    [ -z "${MUST_APPLY:-}" ] || fail "Version $installed of the installation is newer than version $image of this image: no setting" \
      "is written. Deploy an image that is as new, or newer."
    say "Version $installed of the installation is newer than version $image of this image: nothing is changed." \
      "To go back, restore the recovery point that was taken before the upgrade."
    exit 0
  fi
}

# What is half of one installation and half of another is not to be upgraded.
refuse_half_an_import() {
  [ ! -f "$IMPORT/begun" ] || [ -f "$IMPORT/imported" ] || fail "An import has begun and is not over: openemr import run goes on with it," \
    "openemr import abort brings back what was there"
}

# A new file system hides what the image holds at its mount point. Whatever skeleton another image left is replaced with its version:
# OpenEMR would upgrade what is not installed, or take it for newer.
restore_skeleton() {
  say "Filling the sites file system from the image"
  rsync --recursive --links --perms --owner --group "$ROOT/swarm-pieces/sites" "$OPENEMR/"
  version_in "$IMAGE_VERSION" >"$INSTALLED_VERSION"
}

is_certificate_bundle() {
  [ -f "$1" ] && [ "$(wc -c <"$1")" -ge 1000 ] && [ "$(wc -c <"$1")" -le 1000000 ] \
    && [ "$(head -n 1 "$1" | cut -c 1-27)" = '-----BEGIN CERTIFICATE-----' ]
}

# Workers depend on the copy on the file system and on no download. Where tasks may not reach the internet, a function has fetched it.
fetch_database_ca() {
  mkdir -p "$CERTIFICATES"
  chown apache "$CERTIFICATES"
  download="$CERTIFICATES/.mysql-ca.new"
  if [ -n "${DATABASE_CA_BUNDLE:-}" ]; then
    printf '%s\n' "$DATABASE_CA_BUNDLE" >"$download"
    if ! is_certificate_bundle "$download"; then
      rm -f "$download"
      fail "DATABASE_CA_BUNDLE is no certificate bundle: deploy ComputeStack again"
    fi
    put_in_place "$download" "$DATABASE_CA" 744 apache
    say "Got the certificate bundle of the database"
    return
  fi
  if curl --fail --silent --show-error --proto '=https' --tlsv1.2 --connect-timeout 10 --max-time 60 --retry 3 \
    --output "$download" "$DATABASE_CA_URL" && is_certificate_bundle "$download"; then
    put_in_place "$download" "$DATABASE_CA" 744 apache
    say "Fetched the certificate bundle of the database"
    return
  fi
  rm -f "$download"
  is_certificate_bundle "$DATABASE_CA" || fail "The certificate bundle of the database cannot be fetched from" \
    "$DATABASE_CA_URL and there is no copy on the file system: does the task reach the internet on port 443?"
  say "WARNING: the certificate bundle of the database cannot be fetched; the copy on the file system is used"
}

# The cache presents a certificate of Amazon's own authority, which the image trusts.
install_cache_ca() {
  cp "$ROOT/swarm-pieces/ssl/certs/ca-certificates.crt" "$CERTIFICATES/.redis-ca.new"
  put_in_place "$CERTIFICATES/.redis-ca.new" "$CERTIFICATES/redis-ca" 744 apache
}

# SQL comes on standard input and passwords in the environment: nothing secret is on a command line.
as_database_administrator() {
  MYSQL_PWD="$MYSQL_ROOT_PASS" mariadb --host="$MYSQL_HOST" --port="$MYSQL_PORT" --user="$MYSQL_ROOT_USER" \
    --connect-timeout=5 --batch --skip-column-names
}

wait_for_database() {
  attempt=1
  until why=$(echo 'SELECT 1;' | as_database_administrator 2>&1); do
    [ "$attempt" -lt "$DATABASE_ATTEMPTS" ] || fail "The database at $MYSQL_HOST:$MYSQL_PORT cannot be reached" \
      "after $attempt attempts: $why"
    say "Waiting for the database at $MYSQL_HOST (attempt $attempt of $DATABASE_ATTEMPTS)"
    sleep "$DATABASE_PAUSE"
    attempt=$((attempt + 1))
  done
}

tables_in_schema() {
  echo "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '$MYSQL_DATABASE';" | as_database_administrator
}

# Doubles what MySQL reads as special in a quoted text.
sql_text() {
  printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g"
}

# How many rows a table of OpenEMR has: none when there is no such table. A database that does not answer is not an empty one.
rows_in() {
  exists=$(echo "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '$MYSQL_DATABASE' AND table_name = '$1'
    AND table_type = 'BASE TABLE';" \
    | as_database_administrator) || fail "The database does not say whether there is a table $1"
  if [ "$exists" = 0 ]; then
    echo 0
  else
    printf "SELECT COUNT(*) FROM \`%s\`.\`%s\`;\n" "$MYSQL_DATABASE" "$1" | as_database_administrator \
      || fail "The database does not say how many rows the table $1 has"
  fi
}

somebody_can_sign_in() {
  users=$(rows_in users) || exit 1
  rights=$(rows_in gacl_acl) || exit 1
  [ "$users" -gt 0 ] && [ "$rights" -gt 0 ]
}

# The documents of a patient are in a folder with the patient's number, which no skeleton has.
holds_documents() {
  for folder in "$SITE"/documents/[0-9]*; do
    [ ! -d "$folder" ] || [ -d "$ROOT/swarm-pieces/sites/default/documents/${folder##*/}" ] || return 0
  done
  return 1
}

# OpenEMR's installer calls itself finished when the tables are there; users and access rights come later. Without them nobody can ever
# sign in. openemr/openemr, Installer.class.php, quick_install, 8.2.0-dev.
name_state() {
  tables=$(tables_in_schema) || fail "The database does not say how many tables it holds"
  if [ -f "$INSTALLATION_BEGUN" ]; then
    state=begun
  elif ! is_configured && [ "$tables" -eq 0 ] && ! holds_documents; then
    state=empty
  elif ! is_configured || [ "$tables" -eq 0 ]; then
    state=torn
  elif somebody_can_sign_in; then
    state=installed
  else
    state=unfinished
  fi
  say "State: $state"
}

refuse_torn() {
  if is_configured; then
    fail "The sites file system is configured, but the database holds no tables: they are not of the same time." \
      "Restore both from recovery points of the same time."
  fi
  [ "$tables" -gt 0 ] || fail "The sites file system holds documents of patients, but no configuration, and the database no tables:" \
    "restore both from recovery points of the same time."
  fail "The database holds $tables tables, but the sites file system has no configuration: they are not of the same time." \
    "Restore both from recovery points of the same time."
}

refuse_unfinished() {
  fail "OpenEMR is configured, but has no users or no access rights, so that nobody can sign in: an installation broke off, and no" \
    "mark of this task says so. Restore database and file system from recovery points of the same time; or, if there is nothing in" \
    "them to keep, create the file $INSTALLATION_BEGUN and deploy again: the installation begins anew."
}

# An installer that was stopped half-way would find its own tables in the way, and a database without tables likewise.
clear_broken_installation() {
  patients=$(rows_in patient_data) || exit 1
  [ "$patients" -eq 0 ] || fail "The mark $INSTALLATION_BEGUN says that an installation broke off, but the database holds $patients" \
    "patients: nothing is removed. If OpenEMR works, delete the mark and deploy again; if not, restore from recovery points."
  if [ "$tables" -gt 0 ]; then
    say "Removing what an interrupted installation left in the database"
  fi
  # OpenEMR's keys on the file system are encrypted with keys in the database: without those it would stop at them.
  [ "$state" != begun ] || rm -rf "$SITE/documents/logs_and_misc/methods"
  printf "DROP DATABASE IF EXISTS \`%s\`;\nDROP USER IF EXISTS '%s'@'%%';\n" "$MYSQL_DATABASE" "$(sql_text "$MYSQL_USER")" \
    | as_database_administrator
}

# The secret decides who OpenEMR is: after a restore the database may know another password, or have locked this user out after a rotation.
admit_openemr() {
  if echo 'SELECT 1;' | as_openemr >/dev/null 2>&1; then
    return
  fi
  say "Giving the database user $MYSQL_USER the password of its secret"
  user=$(sql_text "$MYSQL_USER")
  {
    printf "CREATE USER IF NOT EXISTS '%s'@'%%';\n" "$user"
    printf "ALTER USER '%s'@'%%' IDENTIFIED BY '%s' ACCOUNT UNLOCK;\n" "$user" "$(sql_text "$MYSQL_PASS")"
    printf "GRANT ALL PRIVILEGES ON \`%s\`.* TO '%s'@'%%';\n" "$MYSQL_DATABASE" "$user"
  } | as_database_administrator
  echo 'SELECT 1;' | as_openemr >/dev/null || fail "The database user $MYSQL_USER cannot log in"
}

# Aurora ML: who calls a model needs Aurora's role for it, which Aurora MySQL 3 activates at login only as a default role.
# https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/mysql-ml.html
admit_openemr_to_models() {
  models=$(echo "SHOW GLOBAL VARIABLES LIKE 'aws_default_bedrock_role';" | as_database_administrator | cut -f 2)
  [ -n "$models" ] || return 0
  user=$(sql_text "$MYSQL_USER")
  if printf "GRANT AWS_BEDROCK_ACCESS TO '%s'@'%%';\nSET DEFAULT ROLE ALL TO '%s'@'%%';\n" "$user" "$user" \
    | as_database_administrator; then
    say "The database user $MYSQL_USER may call models"
  else
    say "WARNING: the database user $MYSQL_USER cannot be admitted to models; the line above says why"
  fi
}

# The image's own program installs or upgrades. It would print the values of settings, so it does not see them.
run_entrypoint() {
  rm -rf "$ROOT/tmp/php-file-cache"
  status=0
  (
    unset OPENEMR_SETTINGS OPENEMR_SETTING_SMTP_USER OPENEMR_SETTING_SMTP_PASS
    export K8S=admin
    cd "$OPENEMR"
    exec timeout "$1" ./openemr.sh
  ) || status=$?
  rm -f "$OPENEMR/sites/docker-leader"
  [ "$status" -eq 0 ] || fail "OpenEMR's set-up ended with exit status $status; its last lines above say why"
}

# OpenEMR keeps the mail password encrypted with keys of its own; a plain one would be shown but not used for sending. Its PHP runs as
# Apache's user: interface/globals.php refuses root from 8.1.1 on (openemr#12267, RootCliGuard), and so the keys are Apache's.
encrypt_mail_password() {
  encrypted_password=$(cd "$OPENEMR" && encryption_program \
    | PLAIN_TEXT="$OPENEMR_SETTING_SMTP_PASS" su -s /bin/sh apache -c php) \
    || fail "OpenEMR could not encrypt the mail password"
  [ -n "$encrypted_password" ] || fail "OpenEMR encrypted the mail password to nothing"
}

hexadecimal() {
  printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'
}

# A setting is written and then read back, because one that silently does not apply would only show in use. OpenEMR keeps a row for
# each global that it knows; a name without one is unknown to this version. Name, value.
apply_setting() {
  code=$(hexadecimal "$2")
  found=$({
    printf "UPDATE globals SET gl_value = _utf8mb4 X'%s' WHERE gl_name = '%s' AND gl_index = 0;\n" "$code" "$1"
    printf "SELECT COUNT(*), COUNT(CASE WHEN CAST(CONVERT(gl_value USING utf8mb4) AS BINARY) = X'%s' THEN 1 END) FROM globals" "$code"
    printf " WHERE gl_name = '%s' AND gl_index = 0;\n" "$1"
  } | as_openemr) || found=failed
  case "$found" in
    1[[:space:]]1) say "Setting $1 is in effect" ;;
    0[[:space:]]0) unknown="$unknown $1" ;;
    *) missing="$missing $1" ;;
  esac
}

refuse_settings_without_effect() {
  [ -z "$unknown" ] || fail "OpenEMR of this version has no settings of these names:$unknown"
  [ -z "$missing" ] || fail "These settings did not take effect in the database:$missing"
}

# The settings of the deployment are lines, name=value; user and password for mail come from a secret. The mail password comes last: what
# encrypts it is OpenEMR itself, and must not stand before the other settings.
apply_all_settings() {
  unknown=''
  missing=''
  while IFS= read -r line; do
    [ -z "$line" ] || apply_setting "${line%%=*}" "${line#*=}"
  done <<END_OF_SETTINGS
${OPENEMR_SETTINGS:-}
END_OF_SETTINGS
  [ -z "${OPENEMR_SETTING_SMTP_USER:-}" ] || apply_setting SMTP_USER "$OPENEMR_SETTING_SMTP_USER"
  refuse_settings_without_effect
  if [ -n "${OPENEMR_SETTING_SMTP_PASS:-}" ]; then
    encrypt_mail_password
    apply_setting SMTP_PASS "$encrypted_password"
    refuse_settings_without_effect
  fi
}

# Mail that is switched off, or a database that was restored into another deployment, must not go on sending through Amazon SES. A
# server of somebody's own is left alone.
forget_mail_of_amazon_ses() {
  case "${OPENEMR_SETTINGS:-}" in *SMTP_HOST=*) return 0 ;; esac
  through_ses=$(echo "SELECT COUNT(*) FROM globals WHERE gl_name = 'SMTP_HOST' AND gl_value LIKE 'email-smtp.%.amazonaws.com%';" \
    | as_openemr) || fail "The settings of mail cannot be read"
  [ "$through_ses" -gt 0 ] || return 0
  echo "UPDATE globals SET gl_value = '' WHERE gl_name IN ('SMTP_HOST', 'SMTP_USER', 'SMTP_PASS');" | as_openemr \
    || fail "OpenEMR's mail through Amazon SES cannot be switched off"
  say "OpenEMR sends no mail through Amazon SES any more"
}

# Images before openemr#13614 swallow errors of their schema upgrade.
refuse_older_schema() {
  # shellcheck disable=SC2016 # the dollar sign is PHP's
  wanted=$(sed -n 's/^[[:space:]]*\$v_database[[:space:]]*=[[:space:]]*\([0-9][0-9]*\).*/\1/p' "$OPENEMR/version.php")
  [ -n "$wanted" ] || fail "The image's version.php names no version of the schema"
  schema=$(echo 'SELECT MAX(v_database) FROM version;' | as_openemr) || fail "The version of the schema cannot be read"
  [ "$schema" -ge "$wanted" ] || fail "The schema has version $schema, and this image needs $wanted: the upgrade failed. The lines" \
    "above say where; docs/upgrading.md tells how to return to the recovery points."
}

# The mark stays until users and access rights are there.
install_openemr() {
  touch "$INSTALLATION_BEGUN"
  clear_broken_installation
  restore_skeleton
  say "Installing OpenEMR, which takes 5 to 20 minutes"
  run_entrypoint "$INSTALLATION_LIMIT"
  is_configured || fail "The installer ended without a configuration; its last lines above say why"
  somebody_can_sign_in \
    || fail "The installer ended without users or access rights; its last lines above say why. Deploy again: it begins anew"
  chown apache "$SITE/sqlconf.php"
  chmod 400 "$SITE/sqlconf.php"
  rm -f "$INSTALLATION_BEGUN"
}

upgrade_openemr() {
  admit_openemr
  write_connection
  say "Bringing the installation to version $(version_in "$IMAGE_VERSION") of the image"
  run_entrypoint "$UPGRADE_LIMIT"
}

refuse_half_an_import
leave_newer_installation_alone
fetch_database_ca
install_cache_ca
demand_tls_of_clients
wait_for_database
name_state
case "$state" in
  torn) refuse_torn ;;
  unfinished) refuse_unfinished ;;
  installed) upgrade_openemr ;;
  *) install_openemr ;;
esac
refuse_older_schema
admit_openemr_to_models
forget_mail_of_amazon_ses
apply_all_settings
say "OpenEMR is set up"
