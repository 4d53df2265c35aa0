package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.openemr.aws.testsupport.ProjectRoot;

/**
 * The program in a virtual machine of its own, as the command line of the CDK runs it.
 *
 * @param output where it writes
 * @param classPath where its classes are
 * @param surroundings what it sees of the environment besides
 */
record ProgramRun(Path output, String classPath, Map<String, String> surroundings) {

    private static final String SUFFIX = ".template.json";

    /** The program of this build. */
    ProgramRun(Path output) {
        this(output, System.getProperty("java.class.path"));
    }

    /** A program of these classes, with credentials. */
    ProgramRun(Path output, String classPath) {
        this(output, classPath, Map.of("CDK_DEFAULT_ACCOUNT", "111122223333", "CDK_DEFAULT_REGION", "us-east-1"));
    }

    /** The same program where nobody is signed in. */
    ProgramRun withoutCredentials() {
        return new ProgramRun(output, classPath, Map.of());
    }

    /** The templates as the command line would find them, by stack. */
    Map<String, String> templates(Map<String, ?> context) throws Exception {
        var run = start(new ObjectMapper().writeValueAsString(context));
        var errors = new String(run.getErrorStream().readAllBytes());
        assertThat(run.waitFor()).as(errors).isZero();
        try (var files = Files.list(output)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(SUFFIX, ""), ProgramRun::read));
        }
    }

    /**
     * Starts it.
     *
     * @param context the context of cdk.json, as JSON
     */
    Process start(String context) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:off",
                        "-cp",
                        classPath,
                        OpenEmrApp.class.getName())
                .directory(ProjectRoot.resolve("").toFile());
        builder.environment().put("CDK_CONTEXT_JSON", context);
        builder.environment().put("CDK_OUTDIR", output.toString());
        builder.environment().putAll(surroundings);
        return builder.start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
