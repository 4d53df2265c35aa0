package org.openemr.aws.contracts;

/**
 * One value that a layer publishes for others. Made by {@link Contract#output} and {@link Contract#optional} only, so that what
 * can be read is declared.
 *
 * @param layer the producer
 * @param name the last part of the parameter's path, for example {@code vpc-id}
 * @param description what the value is, for people who read the parameter
 * @param always whether the layer publishes it in every configuration
 */
public record Output(Layer layer, String name, String description, boolean always) {

    /** The path of the parameter that holds the value in a deployment. */
    public String parameterName(Names names) {
        return names.parameterName(layer, name);
    }
}
