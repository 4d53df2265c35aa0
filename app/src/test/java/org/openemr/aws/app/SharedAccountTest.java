package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

/** In an account that a platform team bounds: its policy is on every identity, and its bootstrap serves every stack. */
class SharedAccountTest {

    private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "EVERYTHING_ON"})
    void everyRoleAndUserIsBounded(Configuration configuration) {
        var identities = SynthesisedInstallation.uncheckedTexts(with(configuration)).values().stream()
                .map(SynthesisedTemplate::parse)
                .flatMap(SharedAccountTest::identities)
                .toList();

        assertThat(identities)
                .hasSizeGreaterThan(10)
                .allSatisfy(identity -> assertThat(
                                identity.path("PermissionsBoundary").asText())
                        .isEqualTo(BOUNDARY));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "EVERYTHING_ON"})
    void everyStackUsesTheBootstrapOfTheQualifier(Configuration configuration) {
        assertThat(SynthesisedInstallation.uncheckedTexts(with(configuration)).values())
                .allSatisfy(template -> assertThat(template)
                        .contains("/cdk-bootstrap/team7/version")
                        .doesNotContain("hnb659fds"));
    }

    private static Map<String, Object> with(Configuration configuration) {
        var settings = configuration.settings();
        settings.put("permissions_boundary_arn", BOUNDARY);
        settings.put("bootstrap_qualifier", "team7");
        return settings;
    }

    private static Stream<JsonNode> identities(SynthesisedTemplate template) {
        return Stream.of("AWS::IAM::Role", "AWS::IAM::User").flatMap(type -> template.properties(type).stream());
    }
}
