package org.openemr.aws.constructs.stack;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;

/**
 * Physical names that differ each time the stack is created anew, for resources that outlive their stack: what a destroyed
 * deployment left behind never blocks the next one.
 */
public final class NameOfThisStack {

    private NameOfThisStack() {}

    /** The deployment's name, the part and the first group of the stack's own id, known when CloudFormation creates it. */
    public static String of(Deployment deployment, String part) {
        var uuid = Fn.select(2, Fn.split("/", Aws.STACK_ID));
        return Fn.join("-", List.of(deployment.name(), part, Fn.select(0, Fn.split("-", uuid))));
    }
}
