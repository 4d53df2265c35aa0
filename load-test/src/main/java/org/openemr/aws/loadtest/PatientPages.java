package org.openemr.aws.loadtest;

import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.currentLocationRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;

/** The pages of the portal, by {@code portal/index.php} and {@code portal/get_patient_info.php} of OpenEMR. */
final class PatientPages {

    private PatientPages() {}

    /** A patient signs in and sees what there is. Who may not is sent back to the form. */
    static ChainBuilder visit() {
        return exec(http("portal page")
                        .get("/portal/index.php?site=default")
                        .check(css("[name=uname]").exists()))
                .pause(1)
                .exec(http("portal sign in")
                        .post("/portal/get_patient_info.php?site=default")
                        .formParam("uname", "#{username}")
                        .formParam("pass", "#{password}")
                        .check(status().is(200), currentLocationRegex("/portal/home\\.php")));
    }
}
