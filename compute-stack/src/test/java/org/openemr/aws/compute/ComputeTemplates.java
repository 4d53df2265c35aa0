package org.openemr.aws.compute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.contracts.Deployment;

/** Templates of ComputeStack that tests of its entities share, each synthesised once. */
final class ComputeTemplates {

    static final Map<String, ?> HTTPS = Map.of("certificate_arn", "arn:aws:acm:us-east-1:111122223333:certificate/a");

    static final Map<String, ?> DOMAIN =
            Map.of("route53_domain", "clinic.example.org", "route53_hosted_zone_id", "Z0123456789ABCDEFGHIJ");

    static final SynthesisedTemplate TEMPLATE = template(HTTPS);

    static JsonNode task(String family) {
        return task(TEMPLATE, family);
    }

    static JsonNode task(SynthesisedTemplate template, String family) {
        return template.properties("AWS::ECS::TaskDefinition").stream()
                .filter(task -> task.path("Family").asText().equals(family))
                .findFirst()
                .orElseThrow();
    }

    /** A service, by its physical name. */
    static JsonNode service(SynthesisedTemplate template, String name) {
        return template.resources("AWS::ECS::Service").values().stream()
                .filter(service ->
                        service.path("Properties").path("ServiceName").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What scales a service of a physical name. */
    static JsonNode scaling(SynthesisedTemplate template, String name) {
        var service = service(template, name);
        var id = template.resources("AWS::ECS::Service").entrySet().stream()
                .filter(resource -> resource.getValue().equals(service))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return template.properties("AWS::ApplicationAutoScaling::ScalableTarget").stream()
                .filter(target -> target.path("ResourceId").toString().contains("\"" + id + "\""))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode container(JsonNode task) {
        return task.path("ContainerDefinitions").get(0);
    }

    @SafeVarargs
    static SynthesisedTemplate template(Map<String, ?>... changes) {
        var all = new HashMap<String, Object>();
        for (var change : changes) {
            all.putAll(change);
        }
        var settings = TestApp.settings(all);
        return SynthesisedTemplate.of(new ComputeStack(
                TestApp.create(),
                Deployment.of(settings.deployment()),
                TestApp.ENVIRONMENT,
                settings.compute(),
                settings.features()));
    }

    private ComputeTemplates() {}
}
