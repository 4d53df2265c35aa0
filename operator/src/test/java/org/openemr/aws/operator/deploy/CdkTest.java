package org.openemr.aws.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.operator.Programs;

/** What the CDK signs in with is what the operator has looked with. */
class CdkTest {

    @TempDir
    private Path directory;

    /** The CDK prefers keys in the environment to a profile. */
    @Test
    void aProfileThatIsNamedIsNotOverruledByKeysInTheEnvironment() throws Exception {
        assertThat(environment(Optional.of("staging")))
                .contains("AWS_PROFILE=staging", "AWS_REGION=us-east-1", "OTHER=kept")
                .noneMatch(line -> line.contains("SECRET") || line.contains("AKIA") || line.contains("TOKEN"));
    }

    @Test
    void keysInTheEnvironmentAreThoseOfTheOperatorWhereNoProfileIsNamed() throws Exception {
        assertThat(environment(Optional.empty()))
                .contains("AWS_ACCESS_KEY_ID=AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY=SECRET", "AWS_SESSION_TOKEN=TOKEN");
    }

    private List<String> environment(Optional<String> profile) throws Exception {
        var npx = directory.resolve("npx");
        Files.writeString(npx, "#!/bin/sh\nenv > environment.txt\n");
        assertThat(npx.toFile().setExecutable(true)).isTrue();
        var programs = new Programs(
                directory,
                Map.of(
                        "PATH",
                        directory + ":" + System.getenv("PATH"),
                        "AWS_ACCESS_KEY_ID",
                        "AKIAEXAMPLE",
                        "AWS_SECRET_ACCESS_KEY",
                        "SECRET",
                        "AWS_SESSION_TOKEN",
                        "TOKEN",
                        "OTHER",
                        "kept"));
        new Cdk(programs, "us-east-1", profile).deploy(directory, List.of("NetworkStack"));
        return Files.readAllLines(directory.resolve("environment.txt"));
    }
}
