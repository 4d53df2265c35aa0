package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import org.openemr.aws.contracts.fixtures.SynthesisedTemplate;

/** The rules of what crosses a stack border. */
final class Contracts {

    private Contracts() {}

    /** Every parameter that is read is published, once, by a stack further up, and nothing else crosses a border. */
    static void assertComplete(Map<String, SynthesisedTemplate> templates) {
        var published = new HashSet<String>();
        for (var stack : StackOrder.of(templates).toList()) {
            var template = templates.get(stack);
            assertThat(published).as("what stacks above %s publish", stack).containsAll(template.readParameters());
            for (var parameter : template.publishedParameters()) {
                assertThat(published.add(parameter)).as(parameter).isTrue();
            }
            assertThat(template.json().toString())
                    .as(stack)
                    .doesNotContain("\"Export\"", "Fn::ImportValue", "Fn::GetStackOutput");
        }
    }
}
