# The file check task: opens what is on a file system. openemr backup verify and restore start it with one that AWS Backup restored.
# STORE says what the file system is for: sites or ssl. DOCUMENTS holds rows of the table documents, as JSON. With MOVE=yes the files are
# moved to the root of their file system first, where the deployment expects them; the deployment's own file system is mounted read-only.

RESTORED="$ROOT/restored"
# AWS Backup puts what it restores into a directory of its own; the deployment's own file system has none.
FILES="$RESTORED"
for directory in "$RESTORED"/aws-backup-restore_*; do
  [ ! -d "$directory" ] || FILES="$directory"
done

# One rename for each entry, which keeps owners and modes. Whoever is stopped on the way goes on where it was.
move_to_root() {
  if [ "$FILES" = "$RESTORED" ]; then
    say "MOVED before"
    return
  fi
  for entry in "$FILES"/* "$FILES"/.[!.]* "$FILES"/..?*; do
    if [ -e "$entry" ] || [ -L "$entry" ]; then
      name="${entry##*/}"
      [ ! -e "$RESTORED/$name" ] || fail "There is $name at the root already"
      mv "$entry" "$RESTORED/$name"
    fi
  done
  rmdir "$FILES"
  FILES="$RESTORED"
  say "MOVED"
}

check_sites() {
  SITE="$FILES/default"
  is_configured || fail "There is no configuration in default/sqlconf.php, or it is one of before the installation"
  say "CONFIGURATION is there"
  [ -d "$SITE/documents" ] || fail "There is no directory default/documents"
  documents_program | DOCUMENTS="${DOCUMENTS:-[]}" DIRECTORY="$SITE/documents" php
}

check_ssl() {
  [ -s "$FILES/certs/ca-certificates.crt" ] || fail "There is no certs/ca-certificates.crt"
  say "CERTIFICATES are there"
}

[ "${MOVE:-no}" = no ] || move_to_root
case "${STORE:-}" in
  sites) check_sites ;;
  ssl) check_ssl ;;
  *) fail "STORE must be sites or ssl" ;;
esac
say "CHECKED"
