package org.openemr.aws.contracts;

import java.util.List;
import java.util.stream.Stream;

/** How the names of the buckets begin that may hold patients' data: exports and results, mail, recorded sessions, imports. */
public final class PatientBuckets {

    /**
     * CloudFormation makes a bucket's name of its stack's and of its logical id, and shortens both when 63 characters are not enough.
     * It does not say how (<a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html">Name
     * type</a>): this much of a stack's name is taken to be left. {@code openemr evidence} compares with the names that there are.
     */
    private static final int LEFT_OF_A_STACK_NAME = 24;

    private PatientBuckets() {}

    /**
     * The beginnings. Of the layers that are named all buckets hold such data.
     *
     * @param account of the deployment, or a token for it
     */
    public static List<String> beginnings(Names names, String account) {
        var generated = Stream.of(Layer.DNS, Layer.COMPUTE)
                .map(names::stackName)
                .map(stack ->
                        stack.length() < LEFT_OF_A_STACK_NAME ? stack + "-" : stack.substring(0, LEFT_OF_A_STACK_NAME));
        var named =
                Stream.of("db", "fs", "ws").map(kind -> "sagemaker-%s-%s-%s".formatted(kind, names.name(), account));
        return Stream.concat(generated, named).toList();
    }
}
