# The clock: runs OpenEMR's background services (reminders, mail, billing), which otherwise run only while somebody is signed in.
# One task of this kind at a time; it serves nobody.

CLOCK_PAUSE="${CLOCK_PAUSE:-60}"
# Seconds. OpenEMR gives a service to somebody else after an hour (BackgroundServiceRunner.php, MIN_LEASE_MINUTES, 8.2.0-dev).
CLOCK_LIMIT="${CLOCK_LIMIT:-3300}"

# All that are due. The command is there from openemr#11328 on; the older program ends with 0 whatever happens.
run_background_services() {
  if [ -f "$OPENEMR/src/Common/Command/BackgroundServicesCommand.php" ]; then
    command='exec php bin/console background:services run'
  else
    command='exec php library/ajax/execute_background_services.php'
  fi
  (cd "$OPENEMR" && exec timeout "$CLOCK_LIMIT" su -s /bin/sh apache -c "$command") 2>&1
}

# Each look would say of each service that it is not yet due.
tick() {
  if ! said=$(database_answers); then
    say "WARNING: CLOCK failed, the database does not answer: $(printf '%s' "$said" | tail -n 1)"
  elif said=$(run_background_services); then
    printf '%s\n' "$said" | grep 'executed successfully' || true
    say "CLOCK succeeded"
  else
    say "WARNING: CLOCK failed with exit status $?:"
    printf '%s\n' "$said"
  fi
}

# In short steps, because a shell looks at signals between programs only.
pause() {
  left="$CLOCK_PAUSE"
  while [ -z "$stopped" ] && [ "$left" -gt 0 ]; do
    sleep 1
    left=$((left - 1))
  done
}

demand_installation
stopped=''
# A background service that runs is not cut off: OpenEMR would leave it alone for an hour.
trap 'stopped=yes' TERM INT
say "Running OpenEMR's background services"
while [ -z "$stopped" ]; do
  tick
  pause
done
say "The clock stops"
