package org.openemr.aws.loadtest;

import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.http.HttpDsl.StringBodyPart;
import static io.gatling.javaapi.http.HttpDsl.currentLocationRegex;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The pages of staff, by the addresses and fields of OpenEMR's own forms: {@code interface/login/login.php}, {@code
 * interface/main/main_screen.php}, {@code interface/forms/newpatient}, {@code controllers/C_Document.class.php} and its templates. A page that
 * sends somebody back to the sign-in form has the status 200: none may.
 */
final class StaffPages {

    private static final String SIGN_IN = "/interface/login/login.php?site=default";

    /** What somebody gets who is signed out, with the status 200. That there is such a patient is not checked. */
    private static final String SIGNED_OUT = "login_screen.php|name=\"clearPass\"";

    private StaffPages() {}

    /** The form, and what its button does. */
    static ChainBuilder signIn() {
        return exec(http("sign-in page")
                        .get(SIGN_IN)
                        .check(css("[name=clearPass]").exists()))
                .pause(1)
                .exec(http("sign in")
                        .post("/interface/main/main_screen.php?auth=login&site=default")
                        .formParam("new_login_session_management", "1")
                        .formParam("languageChoice", "1")
                        .formParam("authUser", "#{username}")
                        .formParam("clearPass", "#{password}")
                        .check(currentLocationRegex("token_main=([^&]+)").saveAs("mainToken")));
    }

    /** The calendar, which is the first that people see. */
    static ChainBuilder calendar() {
        return exec(http("calendar").get("/interface/main/main_info.php").check(signedIn()));
    }

    /** The dashboard of a patient. */
    static ChainBuilder chart() {
        return exec(http("chart")
                .get("/interface/patient_file/summary/demographics.php?set_pid=#{patient}")
                .check(signedIn()));
    }

    /** The documents of a patient, and the first of them. */
    static ChainBuilder readDocument() {
        return exec(http("documents")
                        .get("/controller.php?document&list&patient_id=#{patient}")
                        .check(
                                regex(SIGNED_OUT).notExists(),
                                regex("doc_?id=([0-9]+)").optional().saveAs("document")))
                .exec(doIf(session -> session.contains("document"))
                        .then(exec(http("document down")
                                .get(
                                        "/controller.php?document&retrieve&patient_id=#{patient}&document_id=#{document}&as_file=true")
                                .check(signedIn()))));
    }

    /** A visit of today, as its form sends it. */
    static ChainBuilder writeVisit() {
        return exec(http("visit form")
                        .get("/interface/forms/newpatient/new.php?autoloaded=1&calenc=")
                        .check(
                                css("input[name=csrf_token_form]", "value").saveAs("formToken"),
                                css("select[name=facility_id] option", "value")
                                        .optional()
                                        .saveAs("facility")))
                .exec(doIf(session -> session.contains("formToken"))
                        .then(exec(http("visit saved")
                                .post("/interface/forms/newpatient/save.php")
                                .formParam("csrf_token_form", "#{formToken}")
                                .formParam("mode", "new")
                                .formParam(
                                        "form_date",
                                        LocalDate.now(ZoneOffset.UTC).toString())
                                .formParam("facility_id", StaffPages::facility)
                                .formParam("billing_facility", StaffPages::facility)
                                .formParam("pc_catid", "5")
                                .formParam("reason", "A visit of the load test")
                                .check(signedIn()))));
    }

    /** A page of a scanner: about 100 kB. */
    static ChainBuilder writeDocument() {
        return exec(http("document up")
                .post("/controller.php?document&upload&patient_id=#{patient}&parent_id=1")
                .formParam("patient_id", "#{patient}")
                .formParam("category_id", "1")
                .formParam("process", "true")
                .bodyPart(StringBodyPart("file[]", "scan ".repeat(20_000))
                        .fileName("load-test.txt")
                        .contentType("text/plain"))
                .asMultipartForm()
                .check(signedIn()));
    }

    private static List<CheckBuilder> signedIn() {
        return List.of(status().is(200), regex(SIGNED_OUT).notExists());
    }

    private static String facility(Session session) {
        return session.contains("facility") ? session.getString("facility") : "";
    }
}
