package org.openemr.aws.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openemr.aws.contracts.Layer;

/** The stacks in the order in which values flow. */
final class StackOrder {

    static final List<String> ALL =
            Stream.of(Layer.values()).map(Layer::stackId).toList();

    private StackOrder() {}

    /** The stacks that a configuration has. */
    static Stream<String> of(Map<String, ?> templates) {
        return ALL.stream().filter(templates::containsKey);
    }
}
