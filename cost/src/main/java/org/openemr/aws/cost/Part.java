package org.openemr.aws.cost;

import java.util.Locale;

/** Parts of a bill, in the order they are shown. */
public enum Part {
    DATABASE,
    TASKS,
    NETWORK,
    LOAD_BALANCER,
    FILES,
    BACKUPS,
    CACHE,
    FIREWALL,
    LOGS_AND_ALARMS,
    KEYS_AND_SECRETS,
    BUCKETS;

    /** Its name for people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
