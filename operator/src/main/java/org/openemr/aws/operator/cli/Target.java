package org.openemr.aws.operator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.settings.WrittenValue;
import org.openemr.aws.settings.environment.EnvironmentFiles;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Which deployment a command is about, and where: the one place that decides it. The name is what the command line says, else that of the
 * checkout; a checkout of the same deployment says in which account and region it is, and in no other.
 */
final class Target {

    private static final String KEY = "deployment_name";
    private static final String DEFAULT = "openemr";

    private final Path directory;
    private final Optional<String> given;
    private final Optional<String> environment;

    /**
     * A target.
     *
     * @param given the deployment that the command line names
     * @param environment the environment of the checkout that the command line names
     */
    Target(Path directory, Optional<String> given, Optional<String> environment) {
        this.directory = directory;
        this.given = given;
        this.environment = environment;
    }

    /** The environment of the checkout that is meant: what the command line names, else what cdk.json does. */
    Optional<String> environment() {
        return environment.or(() -> CdkJsonFile.find(directory)
                .filter(CdkJsonFile::isValid)
                .flatMap(file -> EnvironmentFiles.chosen(file.context())));
    }

    /** The name of the deployment. */
    String deployment() {
        return given.or(() -> file().map(Target::nameIn)).orElse(DEFAULT);
    }

    /**
     * The checkout's cdk.json, for a command that changes it, or works by it.
     *
     * @throws Failure when there is none, or when it is of another deployment than the command line names
     */
    CdkJsonFile checkout() {
        var file = configuration();
        var name = nameIn(file);
        if (given.isPresent() && !name.equals(given.get())) {
            throw Failure.usage("cdk.json is of deployment '%s', and --deployment says '%s'. Give the same name."
                    .formatted(name, given.get()));
        }
        return file;
    }

    /**
     * The settings, of whatever deployment they are.
     *
     * @throws Failure when there are none
     */
    CdkJsonFile configuration() {
        return environment()
                .map(name -> CdkJsonFile.ofEnvironment(directory, name))
                .orElseGet(() -> {
                    new EnvironmentFiles(directory).requireNone();
                    return CdkJsonFile.in(directory);
                });
    }

    /**
     * Makes sure that calls go where the checkout of this deployment expects them.
     *
     * @throws Failure when they go elsewhere
     */
    void require(Aws aws) {
        var checkout = file().filter(file -> nameIn(file).equals(deployment()));
        checkout.flatMap(file -> WrittenValue.text(file.context(), "expected_region"))
                .ifPresent(expected -> require("region", expected, aws.region().id()));
        checkout.flatMap(file -> WrittenValue.text(file.context(), "expected_account"))
                .ifPresent(expected -> require(
                        "account",
                        expected,
                        aws.client(StsClient.builder()).getCallerIdentity().account()));
    }

    private void require(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw Failure.usage(
                    "cdk.json expects deployment '%s' in %s %s, and this is %s. Use the credentials and the region that are meant (--profile, --region)."
                            .formatted(deployment(), what, expected, actual));
        }
    }

    /** The file, if there is one that can be read: who names a deployment needs none. */
    private Optional<CdkJsonFile> file() {
        var chosen = environment();
        if (chosen.isPresent()) {
            return Optional.of(CdkJsonFile.ofEnvironment(directory, chosen.get()));
        }
        if (given.isEmpty()) {
            new EnvironmentFiles(directory).requireNone();
        }
        return CdkJsonFile.find(directory).filter(file -> given.isEmpty() || file.isValid());
    }

    private static String nameIn(CdkJsonFile file) {
        return WrittenValue.text(file.context(), KEY).orElse(DEFAULT);
    }
}
