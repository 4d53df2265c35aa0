package org.openemr.aws.contracts;

import java.util.ArrayList;
import java.util.List;

/** Everything that one layer publishes: each output is in it because it was declared with it. */
public final class Contract {

    private final Layer layer;
    private final List<Output> outputs = new ArrayList<>();

    Contract(Layer layer) {
        this.layer = layer;
    }

    /** Declares a value that the layer publishes in every configuration. */
    Output output(String name, String description) {
        return declare(new Output(layer, name, description, true));
    }

    /** Declares a value that the layer publishes when a feature is on. */
    Output optional(String name, String description) {
        return declare(new Output(layer, name, description, false));
    }

    /** The producer. */
    public Layer layer() {
        return layer;
    }

    /** The declared values, in their order. */
    public List<Output> outputs() {
        return List.copyOf(outputs);
    }

    private Output declare(Output output) {
        if (outputs.stream().anyMatch(other -> other.name().equals(output.name()))) {
            throw new IllegalArgumentException(layer.stackId() + " declares " + output.name() + " twice");
        }
        outputs.add(output);
        return output;
    }
}
