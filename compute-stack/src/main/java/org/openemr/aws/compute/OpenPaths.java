package org.openemr.aws.compute;

import java.util.List;
import java.util.stream.Stream;
import org.openemr.aws.settings.installation.ComputeSettings;

/**
 * What is reached without signing in before OpenEMR, because it has a sign-in of its own, or is needed before one; OpenEMR's sources say
 * which pages those are (<a href="https://github.com/openemr/openemr">openemr/openemr</a>, 8.2). None of them starts a session of
 * OpenEMR's users: PHP in the tasks, and the web ACL before them, let the form of its sign-in page come to one page only, which is not
 * here.
 *
 * <p>No pattern begins with a star: PHP takes a path such as {@code /interface/main/main_screen.php/x.js} for the page before it.
 */
final class OpenPaths {

    /** Health, and the page of signing out, which works although the session before OpenEMR has ended. */
    private static final List<String> ALWAYS = List.of("/meta/health/*", "/interface/logout.php");

    /** Two stars, so that the load balancer's own path below {@code /oauth2} is not among them. */
    private static final List<String> APIS = List.of("/apis/*", "/oauth2/*/*");

    /** The portal, and pages outside of it that look whether a patient has signed in there. */
    private static final List<String> PORTAL = List.of(
            "/portal",
            "/portal/*",
            "/interface/forms/LBF/*",
            "/interface/forms/questionnaire_assessments/*",
            "/interface/forms/sdoh/*",
            "/library/ajax/upload.php",
            "/library/ajax/easipro_util.php",
            "/ccdaservice/ccda_gateway.php",
            "/ccr/createCCR.php",
            "/sphere/initial_response.php",
            "/sphere/process_response.php");

    /** Pictures, styles and scripts of the portal, and of the pages where an application asks for consent. */
    private static final List<String> THEIR_LOOKS = List.of(
            "/public/assets/*",
            "/public/images/*",
            "/public/themes/*",
            "/library/js/*",
            "/library/dialog.js",
            "/library/textformat.js",
            "/interface/main/tabs/js/*",
            "/sites/default/images/*");

    private OpenPaths() {}

    /** Patterns of paths as a listener's rules have them. */
    static List<String> of(ComputeSettings settings) {
        return Stream.of(
                        ALWAYS,
                        settings.apis() ? APIS : List.<String>of(),
                        settings.portal() ? PORTAL : List.<String>of(),
                        settings.apis() || settings.portal() ? THEIR_LOOKS : List.<String>of(),
                        settings.signIn().openPaths())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
