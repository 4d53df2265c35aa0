package org.openemr.aws.loadtest;

import io.gatling.javaapi.core.Simulation;
import java.util.Locale;

/** What can be simulated. */
enum Scenario {
    /** People of a clinic at work, with the time that they think. */
    CLINIC_DAY(ClinicDay.class),

    /** The page of the sign-in form, again and again and as fast as it comes: what is claimed of other installations. */
    SIGN_IN_PAGE(SignInPage.class);

    private final Class<? extends Simulation> simulation;

    Scenario(Class<? extends Simulation> simulation) {
        this.simulation = simulation;
    }

    Class<? extends Simulation> simulation() {
        return simulation;
    }

    /** Its name on the command line and in names of files, for example {@code clinic-day}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
