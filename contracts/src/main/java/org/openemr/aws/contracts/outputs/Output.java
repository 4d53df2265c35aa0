package org.openemr.aws.contracts.outputs;

import java.util.function.Function;

/**
 * One value that a stack publishes.
 *
 * @param <R> the record of the stack's outputs
 * @param name the last part of the parameter's path, for example {@code vpc-id}
 * @param description what the value is, for people who read the parameter
 * @param value takes the value out of the producer's record
 */
public record Output<R>(String name, String description, Function<R, String> value) {}
