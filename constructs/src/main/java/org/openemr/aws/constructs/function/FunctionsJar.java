package org.openemr.aws.constructs.function;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
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
    WITH_LARGE_CLIENTS("openemr-functions-with-large-clients.jar"),
    /** What tries out recovery points, with the module that the command line uses for it, too. */
    FOR_RESTORE_TESTS("openemr-functions-for-restore-tests.jar", "trial"),
    /** What rotates credentials, with drivers of the stores that know them. */
    FOR_ROTATION("openemr-functions-for-rotation.jar"),
    /** What turns on what an account has once, and reads what it finds. */
    FOR_WATCHING("openemr-functions-for-watching.jar");

    /** They do not change while templates are made. */
    private static final Map<FunctionsJar, String> HASHES = new ConcurrentHashMap<>();

    private final String fileName;
    private final Optional<String> otherModule;

    FunctionsJar(String fileName) {
        this.fileName = fileName;
        this.otherModule = Optional.empty();
    }

    FunctionsJar(String fileName, String otherModule) {
        this.fileName = fileName;
        this.otherModule = Optional.of(otherModule);
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

    /** The directories that our classes in it are made from. */
    private List<Path> sources() {
        return Stream.concat(Stream.of("functions"), otherModule.stream())
                .map(module -> Checkout.root().resolve(module).resolve("src/main"))
                .toList();
    }

    /** The jar for Lambda, which is deployed anew when its content is another. */
    Code code() {
        var hash = HASHES.computeIfAbsent(this, jar -> JarContent.hash(jar.path(), jar.sources()));
        return Code.fromAsset(
                path().toString(),
                AssetOptions.builder()
                        .assetHashType(AssetHashType.CUSTOM)
                        .assetHash(hash)
                        .build());
    }
}
