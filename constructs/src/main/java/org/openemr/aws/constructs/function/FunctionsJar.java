package org.openemr.aws.constructs.function;

import java.nio.file.Path;
import org.openemr.aws.constructs.asset.Checkout;

/**
 * The jars that the functions module makes from one code base. Lambda loads a jar as a whole, so the AWS clients that weigh
 * most are in a jar of their own, which only the handlers get that need them.
 */
public enum FunctionsJar {
    /** What most handlers need. */
    STANDARD("openemr-functions.jar"),
    /** The clients of EC2, SageMaker and CloudFormation, for the handlers that need no other. */
    WITH_LARGE_CLIENTS("openemr-functions-with-large-clients.jar");

    private final String fileName;

    FunctionsJar(String fileName) {
        this.fileName = fileName;
    }

    /** The file's name in the build directory of the functions module. */
    public String fileName() {
        return fileName;
    }

    /**
     * The jar itself.
     *
     * @throws IllegalStateException when it has not been built
     */
    public Path path() {
        return Checkout.built("functions/target/" + fileName);
    }
}
