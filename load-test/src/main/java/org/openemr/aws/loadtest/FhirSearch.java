package org.openemr.aws.loadtest;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;

/** Programs of others that look for patients: <a href="https://hl7.org/fhir/http.html#search">FHIR's search</a>. */
final class FhirSearch {

    private FhirSearch() {}

    /**
     * One search.
     *
     * @param token an access token, as {@code openemr api token} prints it
     */
    static ChainBuilder byName(String token) {
        return exec(http("FHIR search")
                .get("/apis/default/fhir/Patient?name=#{letter}&_count=20")
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/fhir+json")
                .check(status().is(200), jsonPath("$.resourceType").is("Bundle")));
    }
}
