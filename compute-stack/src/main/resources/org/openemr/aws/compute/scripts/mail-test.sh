# The mail test task: sends one message as OpenEMR does, with the same user, through the same interface of Amazon SES, and says what
# that answered. openemr mail test starts it.

SUBMISSION_PORT="${SUBMISSION_PORT:-587}"
# A new access key is known to Amazon SES after some seconds.
SIGN_IN_ATTEMPTS="${SIGN_IN_ATTEMPTS:-12}"
SIGN_IN_PAUSE="${SIGN_IN_PAUSE:-10}"
MESSAGE="$ROOT/tmp/mail-test"

# A recipient becomes part of a command of the protocol.
demand_address() {
  case "${MAIL_TO:-}" in
    *[!A-Za-z0-9._%+@=-]* | *@*@* | @* | *@ | -*) fail "MAIL_TO is no address that can be written to" ;;
    *@*) ;;
    *) fail "MAIL_TO names no address" ;;
  esac
}

write_message() {
  printf 'From: OpenEMR <%s>\nTo: <%s>\nSubject: Test of OpenEMR mail\nDate: %s\n\n%s\n' \
    "$MAIL_SENDER" "$MAIL_TO" "$(date -u '+%a, %d %b %Y %H:%M:%S +0000')" \
    'This message was sent as OpenEMR sends its own. Nobody needs to answer it.' >"$MESSAGE"
}

# User and password come on standard input: nothing secret is on a command line. Of the conversation only the server's part is kept.
send() {
  printf 'user = "%s:%s"\n' "$SMTP_USER" "$SMTP_PASS" | curl --config - --verbose --silent --show-error --ssl-reqd --tlsv1.2 \
    --connect-timeout 10 --max-time 60 --crlf --mail-from "$MAIL_SENDER" --mail-rcpt "$MAIL_TO" --upload-file "$MESSAGE" \
    "smtp://$SMTP_HOST:$SUBMISSION_PORT/openemr" 2>&1 >/dev/null | sed -n -e 's/\r$//' -e 's/^< //p' -e 's/^curl: /curl: /p'
}

demand_address
write_message
attempt=1
while :; do
  conversation=$(send)
  # After the message is taken the server says: 250 Ok, and the id of the message; QUIT follows.
  accepted=$(printf '%s\n' "$conversation" | sed -n 's/^250 [Oo][Kk] \([A-Za-z0-9-]*\)$/\1/p' | tail -n 1)
  [ -z "$accepted" ] || break
  refusal=$(printf '%s\n' "$conversation" | grep -E '^(curl:|[45][0-9][0-9])' | head -n 1) || true
  case "$refusal" in
    535*) [ "$attempt" -lt "$SIGN_IN_ATTEMPTS" ] || fail "Amazon SES does not know the SMTP user: $refusal" ;;
    *) fail "Amazon SES did not take the message: ${refusal:-nothing was answered}" ;;
  esac
  say "Amazon SES does not know the SMTP user yet (attempt $attempt of $SIGN_IN_ATTEMPTS)"
  sleep "$SIGN_IN_PAUSE"
  attempt=$((attempt + 1))
done
rm -f "$MESSAGE"
say "MAIL accepted as $accepted from the user $SMTP_USER"
