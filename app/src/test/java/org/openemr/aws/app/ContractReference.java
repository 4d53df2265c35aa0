package org.openemr.aws.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.testsupport.GeneratedDocument;

/** The table of parameters between stacks, made from the templates of the configuration with every feature on. */
final class ContractReference {

    /** Templates in which every value is published that there is. */
    static final Map<String, SynthesisedTemplate> EVERYTHING = everything();

    private ContractReference() {}

    private static Map<String, SynthesisedTemplate> everything() {
        var settings = Configuration.EVERYTHING_ON.settings();
        settings.put("availability_zones", 3);
        settings.put("backup_copy_region", "us-west-2");
        return SynthesisedInstallation.of(settings, TestApp.ENVIRONMENT);
    }

    static GeneratedDocument reference() {
        var templates = EVERYTHING;
        var readers = new TreeMap<String, String>();
        StackOrder.of(templates)
                .forEach(stack -> templates
                        .get(stack)
                        .readParameters()
                        .forEach(name -> readers.merge(name, stack, (one, other) -> one + ", " + other)));
        var tables = StackOrder.of(templates)
                .map(stack -> """
                        ## %s publishes

                        | parameter | what | read by |
                        | --- | --- | --- |
                        %s
                        """.formatted(stack, rows(templates.get(stack), readers)))
                .collect(Collectors.joining("\n"));
        return new GeneratedDocument("docs/contracts.md", """
                # Contracts between the stacks

                What crosses a stack border, for `deployment_name` `openemr`: SSM parameters and nothing else. Parameters
                without a reader are for operators, scripts and stacks of your own. This file is generated: see
                `ContractReference`.

                """ + tables);
    }

    private static String rows(SynthesisedTemplate template, TreeMap<String, String> readers) {
        return template.properties("AWS::SSM::Parameter").stream()
                .map(parameter -> "| `%s` | %s | %s |"
                        .formatted(
                                parameter.path("Name").asText(),
                                parameter.path("Description").asText(),
                                readers.getOrDefault(parameter.path("Name").asText(), "")))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
