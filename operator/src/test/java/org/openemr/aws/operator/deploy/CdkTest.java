package org.openemr.aws.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openemr.aws.operator.Programs;
import org.openemr.aws.operator.aws.Aws;

/** What the CDK signs in with is what the operator has looked with. */
class CdkTest {

    @TempDir
    private Path directory;

    /** The CDK prefers keys in the environment to a profile, as the operator does where no profile is named. */
    @Test
    void aProfileThatIsNamedIsNotOverruledByKeysInTheEnvironment() throws Exception {
        assertThat(environment(Optional.of("staging"), Map.of()))
                .contains("AWS_PROFILE=staging", "AWS_REGION=us-east-1", "OTHER=kept")
                .noneMatch(line -> line.contains("SECRET") || line.contains("AKIA") || line.contains("TOKEN"));
    }

    @Test
    void keysInTheEnvironmentAreThoseOfTheOperatorWhereNoProfileIsNamed() throws Exception {
        assertThat(environment(Optional.empty(), Map.of("AWS_PROFILE", "staging")))
                .contains("AWS_ACCESS_KEY_ID=AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY=SECRET", "AWS_SESSION_TOKEN=TOKEN");
    }

    private List<String> environment(Optional<String> profile, Map<String, String> more) throws Exception {
        var npx = directory.resolve("npx");
        Files.writeString(npx, "#!/bin/sh\nenv > environment.txt\n");
        assertThat(npx.toFile().setExecutable(true)).isTrue();
        var given = new TreeMap<>(more);
        given.putAll(Map.of(
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
        var programs = new Programs(directory, given);
        new Cdk(programs, new Aws(profile, Optional.of("us-east-1"), given, text -> {}), Optional.empty())
                .deploy(directory, List.of("NetworkStack"));
        return Files.readAllLines(directory.resolve("environment.txt"));
    }
}
