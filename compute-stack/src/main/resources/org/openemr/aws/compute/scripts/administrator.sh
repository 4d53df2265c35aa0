# The administrator task: gives OpenEMR's administrator the password that is to come. openemr rotate administrator starts it, and calls
# that password the one in use afterwards. It may be repeated.

demand_installation
administrator_program | (cd "$OPENEMR" && su -s /bin/sh apache -c php) || fail "OpenEMR's administrator keeps the password before"
