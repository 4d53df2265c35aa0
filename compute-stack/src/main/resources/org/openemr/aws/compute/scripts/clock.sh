# The clock: runs OpenEMR's background services (reminders, mail, billing), which otherwise run only while somebody is signed in.
# One task of this kind at a time; it serves nobody.

CLOCK_PAUSE="${CLOCK_PAUSE:-60}"
# Seconds. Beyond the longest that OpenEMR lets a service run before it gives it to somebody else: a day and a minute
# (BackgroundServiceRunner.php, MAX_LEASE_MINUTES, 8.2.0-dev).
CLOCK_LIMIT="${CLOCK_LIMIT:-90000}"

# All that are due. The command is there from openemr#11328 on; the older program ends with 0 whatever happens.
run_background_services() {
  if [ -f "$OPENEMR/src/Common/Command/BackgroundServicesCommand.php" ]; then
    command='exec php bin/console background:services run'
  else
    command='exec php library/ajax/execute_background_services.php'
  fi
  (cd "$OPENEMR" && exec timeout "$CLOCK_LIMIT" su -s /bin/sh apache -c "$command") 2>&1
}

# Each look would say of each service that it is not yet due, or not wanted. A database that does not answer is told by another alarm.
tick() {
  if ! said=$(database_answers); then
    say "WARNING: the clock waits, because the database does not answer: $(printf '%s' "$said" | tail -n 1)"
    return
  fi
  ended=0
  said=$(run_background_services) || ended=$?
  printf '%s\n' "$said" | grep -Ev '^[[:space:]]*$|not yet due|skipped \(inactive' || true
  case "$ended" in
    0) say "CLOCK succeeded" ;;
    124 | 137 | 143)
      # What it started runs on without it; it ends with this container, and ECS starts another.
      fail "CLOCK failed: the background services ran longer than $CLOCK_LIMIT seconds"
      ;;
    *) say "WARNING: CLOCK failed with exit status $ended; the lines above say why" ;;
  esac
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
# A background service that runs is not cut off while ECS waits, two minutes: OpenEMR would leave it alone for an hour to a day.
trap 'stopped=yes' TERM INT
say "Running OpenEMR's background services"
while [ -z "$stopped" ]; do
  tick
  pause
done
say "The clock stops"
