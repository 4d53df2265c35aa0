package org.openemr.aws.settings.installation;

import static org.openemr.aws.settings.YesNo.YES_NO;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.SettingsReader;
import org.openemr.aws.settings.Text;

/**
 * Which pipeline may plan and deploy a deployment.
 *
 * @param repository its repository, as the host of the repository names it in tokens; without one there is no pipeline
 * @param host where the repository is
 * @param branch the branch that is deployed
 * @param environment the environment of GitHub whose reviewers let a deployment through
 * @param makesIdentityProvider whether the account is told of the host here, and not by another deployment
 * @param copyRegion another region of the account that it deploys to
 */
public record PipelineSettings(
        Optional<String> repository,
        String host,
        String branch,
        String environment,
        boolean makesIdentityProvider,
        Optional<String> copyRegion) {

    /** The host whose pipelines are GitHub's; any other has GitLab. */
    public static final String GITHUB = "github.com";

    /** Both names with the number that GitHub gives them, or none: `octocat@123456/my-repo@456789`. */
    private static final Pattern OF_GITHUB =
            Pattern.compile("[A-Za-z0-9-]+/[A-Za-z0-9._-]+|[A-Za-z0-9-]+@[0-9]+/[A-Za-z0-9._-]+@[0-9]+");

    private static final Pattern OF_GITLAB = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+");

    static final Setting<String> REPOSITORY = Setting.optional(
            "pipeline_repository",
            Text.of(
                    "repository",
                    "[A-Za-z0-9._-]{1,100}(@[0-9]{1,20})?(/[A-Za-z0-9._-]{1,100}(@[0-9]{1,20})?){1,20}",
                    "owner/name as on GitHub, owner@number/name@number, or group/project as on GitLab"),
            "",
            "none",
            "The repository whose pipeline may plan and deploy this deployment, without keys: `openemr pipeline init` writes the pipeline. GitHub"
                    + " names a repository that was made or renamed since July 2026 with numbers, `octocat@123456/my-repo@456789`.");

    static final Setting<String> HOST = Setting.of(
            "pipeline_host",
            Text.of(
                    "host",
                    "[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,10}",
                    "github.com, or the host of a GitLab such as gitlab.com"),
            "",
            GITHUB,
            "Where the repository is. A host other than github.com has GitLab, and AWS reaches it over the internet.");

    static final Setting<String> BRANCH = Setting.of(
            "pipeline_branch",
            Text.of(
                    "branch",
                    "[A-Za-z0-9._/-]{1,100}",
                    "the name of a branch: letters, digits, dots, hyphens, slashes"),
            "",
            "main",
            "The branch that the pipeline deploys. With GitLab it has to be a protected branch: who pushes to it deploys.");

    static final Setting<String> ENVIRONMENT = Setting.optional(
            "pipeline_environment",
            Text.of("environment", "[A-Za-z0-9._-]{1,100}", "up to 100 letters, digits, dots, hyphens and underscores"),
            "",
            "that of this configuration, else production",
            "The environment of the repository that deployments go through. On GitHub give it reviewers, and the branch as the only one: only its"
                    + " jobs get the role that deploys.");

    static final Setting<Boolean> MAKE_IDENTITY_PROVIDER = Setting.of(
            "pipeline_make_identity_provider",
            YES_NO,
            "",
            true,
            "An account knows a host once. `false` where another deployment, or somebody else, told this account of it.");

    public static final SettingGroup GROUP =
            SettingGroup.of("pipeline-stack", REPOSITORY, HOST, BRANCH, ENVIRONMENT, MAKE_IDENTITY_PROVIDER);

    /**
     * Reads the settings and the rules between them.
     *
     * @param dns says whether a synthesis looks for a hosted zone, which no role of a pipeline may
     * @param copies says where else there are stacks
     */
    static PipelineSettings read(SettingsReader reader, DnsSettings dns, BackupCopySettings copies) {
        var repository = reader.readOptional(REPOSITORY);
        var host = reader.read(HOST);
        repository
                .filter(name -> !form(host).matcher(name).matches())
                .ifPresent(name -> reader.reject(
                        REPOSITORY,
                        "is not what " + host + " calls a repository",
                        host.equals(GITHUB)
                                ? "write owner/name, or owner@number/name@number; or set pipeline_host to the host of a GitLab"
                                : "write group/project, without numbers"));
        if (host.endsWith(".ghe.com")) {
            reader.reject(
                    HOST, "is a GitHub of an enterprise, whose tokens have another form", "use github.com or a GitLab");
        }
        if (repository.isPresent()
                && dns.domain().isPresent()
                && dns.hostedZoneId().isEmpty()) {
            reader.reject(
                    REPOSITORY,
                    "has a pipeline, which may not look for the hosted zone of route53_domain",
                    "set route53_hosted_zone_id");
        }
        return new PipelineSettings(
                repository,
                host,
                reader.read(BRANCH),
                reader.readOptional(ENVIRONMENT)
                        .or(() -> reader.readOptional(DeploymentSettings.ENVIRONMENT))
                        .orElse("production"),
                reader.read(MAKE_IDENTITY_PROVIDER),
                copies.region());
    }

    private static Pattern form(String host) {
        return host.equals(GITHUB) ? OF_GITHUB : OF_GITLAB;
    }

    /** Whether there is a pipeline. */
    public boolean wanted() {
        return repository.isPresent();
    }

    /** Whether it is GitHub's; it is GitLab's otherwise. */
    public boolean isOnGitHub() {
        return host.equals(GITHUB);
    }

    /** The repository as people and its address have it, without numbers. */
    public Optional<String> repositoryName() {
        return repository.map(name -> name.replaceAll("@[0-9]+", ""));
    }

    /**
     * Who signs tokens of jobs, without the protocol: <a
     * href="https://docs.github.com/en/actions/reference/security/oidc">GitHub</a>, <a
     * href="https://docs.gitlab.com/ci/cloud_services/aws/">GitLab</a>.
     */
    public String tokenIssuer() {
        return isOnGitHub() ? "token.actions.githubusercontent.com" : host;
    }

    /** Whom a token is for. */
    public String tokenAudience() {
        return isOnGitHub() ? "sts.amazonaws.com" : "https://" + host;
    }

    /** The subjects of tokens whose jobs may plan, with {@code *} for any branch where a host names it. */
    public List<String> planningSubjects() {
        return repository.stream()
                .flatMap(name -> isOnGitHub()
                        ? Stream.of("repo:" + name + ":pull_request", "repo:" + name + ":ref:refs/heads/" + branch)
                        : Stream.of("project_path:" + name + ":ref_type:branch:ref:*"))
                .toList();
    }

    /** The subject of tokens whose jobs may deploy. */
    public String deployingSubject() {
        var name = repository.orElseThrow();
        return isOnGitHub()
                ? "repo:" + name + ":environment:" + environment
                : "project_path:" + name + ":ref_type:branch:ref:" + branch;
    }
}
