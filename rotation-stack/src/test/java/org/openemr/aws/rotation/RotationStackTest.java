package org.openemr.aws.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.rotation.RotationTemplates.TEMPLATE;

import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;

class RotationStackTest {

    @Test
    void publishesWhatTakesCredentialsAway() {
        assertThat(TEMPLATE.publishedParameters()).containsExactly("/openemr/openemr/rotation/retirement-machine-arn");
    }

    /** It is deployed and removed apart: no layer above needs anything of it. */
    @Test
    void readsOnlyFromLayersAbove() {
        assertThat(TEMPLATE.readParameters())
                .allMatch(parameter -> parameter.matches("/openemr/openemr/(security|network|data|compute)/.*"));
    }

    /** The functions that reach the stores count as tasks there; the one that fetches certificates reaches the internet only. */
    @Test
    void reachesTheStoresAsTasksDo() {
        var functions = TEMPLATE.properties("AWS::Lambda::Function");

        assertThat(functions)
                .filteredOn(function -> function.path("Handler").asText().contains(".rotation."))
                .hasSize(2)
                .allSatisfy(function -> {
                    assertThat(function.at("/VpcConfig/SecurityGroupIds").toString())
                            .contains("TaskSecurityGroupId");
                    assertThat(function.at("/VpcConfig/SubnetIds")).hasSize(2);
                });
        assertThat(functions)
                .filteredOn(function -> !function.has("VpcConfig"))
                .singleElement()
                .satisfies(function ->
                        assertThat(function.path("Handler").asText()).contains("DatabaseCertificates"));
    }

    /** Lambda makes the interfaces; code that runs in a function may not. */
    @Test
    void theFunctionsThemselvesMayMakeNoInterfaces() {
        var interfaces = TEMPLATE.roleStatements().stream()
                .filter(statement -> statement.path("Action").toString().contains("CreateNetworkInterface"))
                .toList();

        assertThat(interfaces)
                .filteredOn(statement -> statement.path("Effect").asText().equals("Deny"))
                .hasSize(2)
                .allMatch(statement -> statement.path("Condition").toString().contains("lambda:SourceFunctionArn"));
        assertThat(interfaces).hasSize(4);
    }

    /** Each of its three secrets, and no others. */
    @Test
    void changesNoOtherSecrets() {
        assertThat(TEMPLATE.roleStatements())
                .filteredOn(statement -> statement.path("Action").toString().contains("UpdateSecretVersionStage"))
                .flatExtracting(statement -> SynthesisedTemplate.elements(statement.path("Resource"))
                        .map(Object::toString)
                        .toList())
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(resource -> resource.matches(".*(DatabaseUser|DatabaseAdministrator|CacheUser)SecretArn.*"));
    }
}
