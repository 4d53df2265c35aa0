package org.openemr.aws.operator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.operator.ExitStatus;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.Programs;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.pipeline.PipelineFile;
import org.openemr.aws.operator.settings.CdkJsonFile;
import org.openemr.aws.operator.settings.LineDifference;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.WrittenValue;
import org.openemr.aws.settings.environment.EnvironmentFiles;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.settings.installation.PipelineSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = {
            "Write the pipeline of this repository: it plans what is proposed, and deploys what was planned after somebody let it through.",
            "The pipeline needs no keys: PipelineStack makes the two roles that it assumes. Needs expected_account and expected_region;"
                    + " nothing in AWS is asked or changed."
        },
        footer = {
            "",
            "Examples:",
            "  openemr pipeline init",
            "  openemr pipeline init --repository octocat@123456/my-repo@456789",
            "  openemr pipeline init --host gitlab.com --environment staging"
        })
final class PipelineInitCommand extends OperatorCommand {

    private static final String REPOSITORY = "pipeline_repository";
    private static final String HOST = "pipeline_host";
    private static final String GITLAB = ".gitlab-ci.yml";
    private static final String INCLUDE = "include:\n  - local: '/.gitlab/deploy-*.yml'\n";

    /** {@code https://host/path.git}, {@code git@host:path.git} and {@code ssh://git@host/path}. */
    private static final Pattern REMOTE = Pattern.compile(
            "(?:https://(?:[^@/]+@)?|ssh://[^@/]+@|[^@/]+@)([^:/]+)(?::[0-9]+/|[:/])(.+?)(?:\\.git)?/?");

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            description =
                    "The repository as its host names it in tokens: owner/name, owner@number/name@number, or group/project; else pipeline_repository, or"
                            + " where git's origin is.")
    private @Nullable String repository;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "github.com, or the host of a GitLab; else pipeline_host, or where git's origin is.")
    private @Nullable String host;

    @Option(names = "--replace", description = "Replace a file that is there and is another.")
    private boolean replace;

    PipelineInitCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus execute() {
        var before = checkout();
        var after = before.with(settings(before));
        var read = read(after);
        var account = required(read.expected().account(), "expected_account");
        var region = required(read.expected().region(), "expected_region");
        var pipeline = read.pipeline();
        var file = PipelineFile.of(pipeline, Names.of(read.deployment().name()), account, region, environment());
        var path = surroundings().directory().resolve(file.path());
        refuseToReplaceAnother(path, file.text());
        var changed = LineDifference.between(before.text(), after.text());
        if (!changed.isEmpty()) {
            after.save();
            showDifference(changed);
        }
        write(path, file.text());
        say(file.path() + " is written.");
        if (!pipeline.isOnGitHub()) {
            include();
        }
        sayWhatIsLeft(pipeline);
        return ExitStatus.DONE;
    }

    /** What the command line says, else what is written, else where git's origin is; a name alone is one of the host where the origin is. */
    private Map<String, Object> settings(CdkJsonFile file) {
        var settings = new LinkedHashMap<String, Object>();
        var isWritten = WrittenValue.text(file.context(), REPOSITORY).isPresent();
        if (host != null) {
            settings.put(HOST, host);
        }
        if (repository != null) {
            settings.put(REPOSITORY, repository);
        }
        if (isWritten || (repository != null && host != null)) {
            return settings;
        }
        var origin = origin();
        origin.ifPresent(remote -> settings.putIfAbsent(HOST, remote.get(0)));
        if (repository == null) {
            settings.put(
                    REPOSITORY,
                    origin.filter(remote -> remote.get(0).equals(settings.get(HOST)))
                            .map(remote -> remote.get(1))
                            .orElseThrow(
                                    () -> Failure.usage(
                                            "Which repository is it? Give --repository (and --host for a GitLab): git has no origin there.")));
        }
        return settings;
    }

    private Optional<List<String>> origin() {
        return surroundings()
                .programs()
                .ask("git", "remote", "get-url", "origin")
                .filter(answer -> answer.status() == 0)
                .map(Programs.Answer::text)
                .map(REMOTE::matcher)
                .filter(Matcher::matches)
                // GitHub's SSH over the port of HTTPS.
                .map(remote -> List.of(
                        remote.group(1).equals("ssh.github.com") ? PipelineSettings.GITHUB : remote.group(1),
                        remote.group(2)));
    }

    /** As the CDK is told which environment is meant, by which the pipeline's is named. */
    private InstallationSettings read(CdkJsonFile file) {
        try {
            var context = new LinkedHashMap<>(file.context());
            environment().ifPresent(name -> context.put(EnvironmentFiles.KEY, name));
            return InstallationSettings.read(context, Optional.empty());
        } catch (InvalidSettingsException e) {
            throw new Failure(ExitStatus.USAGE, "Nothing was changed:\n" + e.getMessage(), e);
        }
    }

    private static String required(Optional<String> value, String key) {
        return value.orElseThrow(() -> Failure.notReady(
                "%s is not set, and a pipeline has to know it. Set it in cdk.json, or in the file of the environment. Nothing was changed."
                        .formatted(key)));
    }

    private void refuseToReplaceAnother(Path path, String text) {
        if (!replace && Files.exists(path) && !content(path).equals(text)) {
            throw Failure.usage("%s is there and is another. Look at it, then give --replace. Nothing was changed."
                    .formatted(path));
        }
    }

    private static void write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pipeline of GitLab begins with one file, which may be somebody's. */
    private void include() {
        var first = surroundings().directory().resolve(GITLAB);
        if (!Files.exists(first)) {
            write(first, INCLUDE);
            say(GITLAB + " is written.");
        } else if (!content(first).contains(".gitlab/deploy-")) {
            say("%s is yours and stays. Add to it:\n%s".formatted(GITLAB, INCLUDE.stripTrailing()));
        }
    }

    private void sayWhatIsLeft(PipelineSettings pipeline) {
        say("What is left:");
        if (pipeline.isOnGitHub()) {
            say("  In %s, make the environment %s: with required reviewers, and %s as its only branch."
                    .formatted(pipeline.repositoryName().orElseThrow(), pipeline.environment(), pipeline.branch()));
            if (!pipeline.repository().orElseThrow().contains("@")) {
                say(
                        "  If the repository was made or renamed since July 2026, give its name with numbers: docs/teams.md.");
            }
        } else {
            say("  GitLab 18.2.2 or newer: before, a fork's merge request could have the token of your branch.");
            say("  In %s, protect the branch %s and the environment %s: who pushes to the one can deploy."
                    .formatted(pipeline.repositoryName().orElseThrow(), pipeline.branch(), pipeline.environment()));
        }
        say("  Deploy its roles once, with credentials of your own: npx cdk deploy%s --exclusively PipelineStack"
                .formatted(environment().map(name -> " -c environment=" + name).orElse("")));
        say("  Commit what was written.");
    }
}
