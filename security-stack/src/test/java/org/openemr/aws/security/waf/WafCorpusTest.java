package org.openemr.aws.security.waf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.security.SecurityTemplates;
import org.openemr.aws.testsupport.ProjectRoot;

/**
 * Requests as OpenEMR's browsers, portal, clients and attackers send them, against the web ACL as it is in the template. What the managed
 * groups find comes from the second engine; where it is not installed, from what it found the last time ({@code -Dwaf.findings=update}
 * writes that anew).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WafCorpusTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/openemr/aws/security/corpus/findings.json");
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final WebAclModel WEB_ACL = new WebAclModel(SecurityTemplates.template(Map.of()));

    private static final WebAclModel SIGN_IN_FIRST = new WebAclModel(
            SecurityTemplates.template(Map.of("route53_domain", "clinic.example.org", "sign_in", "cognito")));

    private Map<String, Set<String>> findings;

    @BeforeAll
    void ask(@TempDir Path directory) throws IOException, InterruptedException {
        if (!SecondEngine.isInstalled()) {
            findings = MAPPER.readValue(
                    RECORDED.toFile(),
                    MAPPER.getTypeFactory()
                            .constructMapType(
                                    TreeMap.class,
                                    MAPPER.constructType(String.class),
                                    MAPPER.getTypeFactory().constructCollectionType(TreeSet.class, String.class)));
            return;
        }
        findings = SecondEngine.findings(CorpusRequest.all().toList(), directory);
        if ("update".equals(System.getProperty("waf.findings"))) {
            Files.writeString(RECORDED, MAPPER.writeValueAsString(findings) + "\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void letsThrough(String name, CorpusRequest request) {
        assertThat(WEB_ACL.blocks(request, rules(request))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void blocks(String name, CorpusRequest request) {
        assertThat(WEB_ACL.blocks(request, rulesInReach(request))).isNotEmpty();
    }

    /** What the core rules take for an attack and nobody means as one: the guide names it. */
    @Test
    void blocksWhatTheGuideSaysItMay() {
        assertThat(CorpusRequest.ofKind("doubtful")
                        .flatMap(request -> WEB_ACL.blocks(request, rules(request)).stream()))
                .containsExactly(
                        "SQLiExtendedPatterns_QUERYARGUMENTS",
                        "RestrictedExtensions_QUERYARGUMENTS",
                        "BodyBeforeSignIn");
    }

    /** Who signs in before OpenEMR works as before, and no attack gets further but by cookies as long as those of signing in. */
    @Test
    void signingInFirstIsInNobodysWay() {
        assertThat(CorpusRequest.ofKind("legitimate")
                        .flatMap(request -> SIGN_IN_FIRST.blocks(request, rules(request)).stream()))
                .isEmpty();
        assertThat(CorpusRequest.ofKind("attacks")
                        .filter(request -> SIGN_IN_FIRST
                                .blocks(request, rulesInReach(request))
                                .isEmpty())
                        .map(CorpusRequest::name))
                .containsExactly("attacks/long-cookie");
    }

    /** The session of the load balancer alone is longer than the rule allows. */
    @Test
    void longCookiesPassWhereThereAreSome() {
        var page = request("legitimate/sign-in-page");

        assertThat(SIGN_IN_FIRST.blocks(page, Set.of("SizeRestrictions_Cookie_HEADER")))
                .isEmpty();
        assertThat(WEB_ACL.blocks(page, Set.of("SizeRestrictions_Cookie_HEADER")))
                .isNotEmpty();
    }

    /** What would lead from a path that is open to one that is not. */
    @ParameterizedTest
    @CsvSource({
        "/portal/../interface/login/login.php, StepsInPath",
        "/portal/%2e%2e/interface/login/login.php, StepsInPath",
        "/portal/.%2E/interface/login/login.php, StepsInPath",
        "/portal/..%2finterface/login/login.php, StepsInPath",
        "/apis/..;/interface/login/login.php, StepsInPath",
        "/public/assets/..%5c..%5cinterface, StepsInPath",
        "/portal/.., StepsInPath",
        "/portal/import_template_ui.php?auth=login&site=default, SignInElsewhere",
        "/ccdaservice/ccda_gateway.php?site=default&au%74h=log%69n, SignInElsewhere",
        "/interface/forms/LBF/new.php?+auth=login, SignInElsewhere",
        "/interface/main/tabs/main.php?auth=login, SignInElsewhere",
        "/interface/main/main_screen.php/x?auth=login, SignInElsewhere",
        "/ccr/createCCR.php?auth%00%3D=login&site=default&pid=1, SignInElsewhere",
        "/ccr/createCCR.php?auth%00%26=login, SignInElsewhere",
        "/ccr/createCCR.php?site=default&auth%00x%26y=z%3Dlogin, SignInElsewhere",
        "/portal/patient/api/patientdata%26auth=login?site=default, StepsInPath",
        "/portal/index.php?author=1&b=login, nothing",
        "/interface/main/main_screen.php?auth=login&site=default, nothing",
        "/interface//main/./main_screen.php?auth=login&site=default, nothing",
        "/portal/index.php?site=default, nothing",
        "/apis/default/fhir/Patient?name=a..b, nothing",
        "/portal/a..b, nothing"
    })
    void guardsWhatIsOpen(String target, String rule) {
        var request = request("legitimate/sign-in").to(target);

        assertThat(SIGN_IN_FIRST.blocks(request, Set.of()).orElse("nothing")).isEqualTo(rule);
    }

    /** Without the counting, as the groups come, the corpus says what would be lost. */
    @Test
    void aThirdOfTheWorkWouldBeBlockedByTheGroupsAsTheyCome() {
        var blocked = CorpusRequest.ofKind("legitimate")
                .filter(request -> !rules(request).isEmpty())
                .count();

        assertThat(blocked).isGreaterThan(CorpusRequest.ofKind("legitimate").count() / 3);
    }

    @Test
    void aRuleThatIsAllowedBlocksNowhere() {
        var allowed = new WebAclModel(SecurityTemplates.template(
                Map.of("waf_count_rules", List.of("SQLi_BODY", "ExploitablePaths_URIPATH"))));

        assertThat(blockedBy(allowed, "attacks/sql-sign-in-05"))
                .as("the extended patterns are another rule")
                .isEqualTo("BodyBeforeSignIn");
        assertThat(blockedBy(allowed, "attacks/sql-sign-in-01")).isEqualTo("nothing");
        assertThat(blockedBy(allowed, "attacks/git-directory")).isEqualTo("nothing");
        assertThat(blockedBy(allowed, "attacks/script-sign-in-01")).isEqualTo("BodyBeforeSignIn");
    }

    @Test
    void anAllowedUserAgentIsNoBotAndNothingElse() {
        var monitored = new WebAclModel(
                SecurityTemplates.template(Map.of("waf_allowed_user_agents", List.of("UptimeRobot/2.0 (+http"))));
        var agent = "Mozilla/5.0+(compatible; UptimeRobot/2.0 (+http://www.uptimerobot.com/))";
        var page = request("legitimate/sign-in-page").from(agent);

        assertThat(WEB_ACL.blocks(page, Set.of())).contains("BotUserAgents");
        assertThat(monitored.blocks(page, Set.of("UserAgent_BadBots_HEADER"))).isEmpty();
        assertThat(monitored.blocks(request("attacks/bot"), Set.of())).contains("BotUserAgents");
        assertThat(monitored.blocks(
                        request("attacks/sql-query-01").from(agent), rules(request("attacks/sql-query-01"))))
                .contains("SQLi_QUERYARGUMENTS");
    }

    /** Each attempt counts, at whatever page and by whatever method OpenEMR takes it; other work of the same address does not. */
    @ParameterizedTest
    @CsvSource({
        "POST, /interface/main/main_screen.php?auth=login&site=default, true",
        "PUT, /interface/main/main_screen.php?auth=login&site=default, true",
        "POST, /interface/main/calendar/index.php?auth=login, true",
        "POST, /apis/default/api/version?auth=login, true",
        "POST, /portal/get_patient_info.php, true",
        "PUT, /portal/get_patient_info.php, true",
        "POST, /oauth2/default/token, true",
        "GET, /oauth2/default/token, true",
        "POST, /oauth2/default/provider/login, true",
        "POST, /oauth2/default/introspect, false",
        "POST, /oauth2/default/registration, false",
        "POST, /oauth2/default/device/code, false",
        "GET, /interface/login/login.php?site=default, false",
        "GET, /portal/index.php, false",
        "POST, /interface/forms/soap/save.php?mode=new, false",
        "POST, /apis/default/fhir/Patient, false",
    })
    void anAttemptToSignInHasALimitOfItsOwn(String method, String target, boolean isLimited) {
        var request = new CorpusRequest("one", List.of(method, target, "HTTP/1.1"), new TreeMap<>(), "");

        assertThat(WEB_ACL.limits(request).contains("SignInRateLimit")).isEqualTo(isLimited);
        assertThat(WEB_ACL.limits(request)).contains("RateLimit");
    }

    @Test
    void theGuideCountsTheCorpus() throws IOException {
        assertThat(Files.readString(ProjectRoot.resolve("docs/waf.md")).replaceAll("\\s+", " "))
                .contains("%d as browsers, portal and clients send them, %d attacks, and %d of the kind above"
                        .formatted(
                                CorpusRequest.ofKind("legitimate").count(),
                                CorpusRequest.ofKind("attacks").count(),
                                CorpusRequest.ofKind("doubtful").count()));
    }

    /** AWS WAF knows no groups that capture. */
    @Test
    void hasNoPatternThatAwsDoesNotKnow() {
        var template = SecurityTemplates.template(Map.of("waf_allowed_user_agents", List.of("Agent (one)")));

        assertThat(Stream.concat(
                        template.onlyProperties("AWS::WAFv2::WebACL").findValuesAsText("RegexString").stream(),
                        template.properties("AWS::WAFv2::RegexPatternSet").stream()
                                .flatMap(set -> SynthesisedTemplate.elements(set.path("RegularExpressionList"))
                                        .map(pattern -> pattern.asText()))))
                .hasSizeGreaterThan(8)
                .allSatisfy(pattern -> assertThat(pattern)
                        .hasSizeLessThanOrEqualTo(512)
                        .doesNotContainPattern("(?<!\\\\)\\((?!\\?:)"));
    }

    private String blockedBy(WebAclModel webAcl, String name) {
        return webAcl.blocks(request(name), rules(request(name))).orElse("nothing");
    }

    private static CorpusRequest request(String name) {
        return CorpusRequest.all()
                .filter(request -> request.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> rules(CorpusRequest request) {
        var rules = new TreeSet<>(findings.get(request.name()));
        DocumentedRules.matching(request).forEach(rules::add);
        return rules;
    }

    /** AWS looks at the first 8 KB of a body at a load balancer; what comes after that only its size tells. */
    private Set<String> rulesInReach(CorpusRequest request) {
        var rules = rules(request);
        if (rules.contains("SizeRestrictions_BODY")) {
            rules.removeIf(rule -> rule.endsWith("_BODY") && !rule.equals("SizeRestrictions_BODY"));
        }
        return rules;
    }

    private static Stream<Object[]> letsThrough() {
        return CorpusRequest.ofKind("legitimate").map(request -> new Object[] {request.name(), request});
    }

    private static Stream<Object[]> blocks() {
        return CorpusRequest.ofKind("attacks").map(request -> new Object[] {request.name(), request});
    }
}
