package org.openemr.aws.constructs.function;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openemr.aws.constructs.asset.Checkout;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.assets.AssetOptions;

/**
 * The jars that the functions module makes from one code base. Lambda loads a jar as a whole, so the AWS clients that weigh
 * most are in a jar of their own, which only the handlers get that need them.
 */
public enum FunctionsJar {
    /** What most handlers need. */
    STANDARD("openemr-functions.jar"),
    /** The clients of EC2, SageMaker and CloudFormation, for the handlers that need no other. */
    WITH_LARGE_CLIENTS("openemr-functions-with-large-clients.jar");

    /** They do not change while templates are made. */
    private static final Map<FunctionsJar, String> HASHES = new ConcurrentHashMap<>();

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

    /** The jar for Lambda, which is deployed anew when its content is another. */
    Code code() {
        var hash = HASHES.computeIfAbsent(
                this, jar -> JarContent.hash(jar.path(), Checkout.root().resolve("functions/src/main")));
        return Code.fromAsset(
                path().toString(),
                AssetOptions.builder()
                        .assetHashType(AssetHashType.CUSTOM)
                        .assetHash(hash)
                        .build());
    }
}
