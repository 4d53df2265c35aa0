package org.openemr.aws.app;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openemr.aws.contracts.fixtures.SynthesisedTemplate;

/** The table of parameters between stacks, made from the templates of the default configuration. */
final class ContractReference {

    private static final List<String> IN_ORDER = List.of("SecurityStack", "NetworkStack", "DataStack", "ComputeStack");

    private ContractReference() {}

    static GeneratedDocument reference() {
        var templates = SynthesisedInstallation.of(Configuration.DEFAULT);
        var readers = new TreeMap<String, String>();
        IN_ORDER.forEach(stack -> templates
                .get(stack)
                .readParameters()
                .forEach(name -> readers.merge(name, stack, (one, other) -> one + ", " + other)));
        var tables = IN_ORDER.stream()
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
