package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.contracts.Contracts;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.Output;

/** The rules of what crosses a stack border. */
final class ContractRules {

    private ContractRules() {}

    /** Every parameter that is read is published, once, by a stack further up, and nothing else crosses a border. */
    static void assertComplete(Map<String, SynthesisedTemplate> templates) {
        var published = new HashSet<String>();
        for (var stack : StackOrder.of(templates).toList()) {
            var template = templates.get(stack);
            assertThat(template.publishedParameters())
                    .as("what the contract of %s promises", stack)
                    .containsAll(promised(stack, template));
            assertThat(published).as("what stacks above %s publish", stack).containsAll(template.readParameters());
            for (var parameter : template.publishedParameters()) {
                assertThat(published.add(parameter)).as(parameter).isTrue();
            }
            assertThat(template.json().toString())
                    .as(stack)
                    .doesNotContain("\"Export\"", "Fn::ImportValue", "Fn::GetStackOutput");
        }
    }

    /** The parameters of the layer's contract that it always publishes, below the path of those it does publish. */
    private static List<String> promised(String stack, SynthesisedTemplate template) {
        var contract = Contracts.ALL.stream()
                .filter(candidate -> candidate.layer().stackId().equals(stack))
                .findFirst()
                .orElseThrow();
        var deployment = template.publishedParameters().get(0).split("/")[2];
        return contract.outputs().stream()
                .filter(Output::always)
                .map(output -> output.parameterName(Names.of(deployment)))
                .toList();
    }
}
