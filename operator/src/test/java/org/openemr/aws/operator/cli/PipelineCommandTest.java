package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openemr pipeline init}; second opinions read the kept files in examples/pipeline. */
class PipelineCommandTest extends OperatorTest {

    private static final Path EXAMPLES = Path.of("../examples/pipeline");
    private static final String GITHUB = ".github/workflows/deploy-production.yml";
    private static final String GITLAB = ".gitlab/deploy-production.yml";

    @BeforeEach
    void thePlaceIsKnown() {
        operator()
                .setting("expected_account", "null", "\"111122223333\"")
                .setting("expected_region", "null", "\"us-east-1\"");
    }

    @Test
    void writesAWorkflowOfGitHub() throws IOException {
        var run = operator().run("pipeline", "init", "--repository", "octocat@123456/my-repo@456789");

        assertThat(run.status()).as(run.err()).isZero();
        assertIsTheExample("github.yml", operator().read(GITHUB));
        assertThat(operator().read("cdk.json")).contains("\"pipeline_repository\": \"octocat@123456/my-repo@456789\"");
        assertThat(run.err())
                .contains(
                        "npx cdk deploy --exclusively PipelineStack",
                        "In octocat/my-repo, make the environment production")
                .doesNotContain("numbers");
        assertThat(aws().operations()).isEmpty();
    }

    @Test
    void writesAPipelineOfGitLab() throws IOException {
        var run = operator().run("pipeline", "init", "--repository", "clinic/it/openemr", "--host", "gitlab.com");

        assertThat(run.status()).as(run.err()).isZero();
        assertIsTheExample("gitlab.yml", operator().read(GITLAB));
        assertThat(operator().read(".gitlab-ci.yml")).contains("/.gitlab/deploy-*.yml");
        assertThat(run.err()).contains("protect the branch main");
    }

    @Test
    void aPipelineOfGitLabThatIsThereStays() {
        operator().file(".gitlab-ci.yml", "test: {script: [make]}\n");

        var run = operator().run("pipeline", "init", "--repository", "clinic/openemr", "--host", "gitlab.com");

        assertThat(operator().read(".gitlab-ci.yml")).isEqualTo("test: {script: [make]}\n");
        assertThat(run.err()).contains(".gitlab-ci.yml is yours and stays. Add to it:\ninclude:");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/octocat/my-repo.git,octocat/my-repo",
        "git@github.com:octocat/my-repo.git,octocat/my-repo",
        "ssh://git@github.com/octocat/my-repo,octocat/my-repo",
        "https://someone@github.com/octocat/my-repo/,octocat/my-repo",
        "ssh://git@ssh.github.com:443/octocat/my-repo.git,octocat/my-repo"
    })
    void asksGitWhereTheRepositoryIs(String origin, String repository) {
        operator().program("git", "echo " + origin);

        var run = operator().run("pipeline", "init");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("cdk.json")).contains("\"pipeline_repository\": \"" + repository + "\"");
        assertThat(run.err()).contains("since July 2026, give its name with numbers");
    }

    @Test
    void asksGitForAGitLabOfOnesOwn() {
        operator().program("git", "echo ssh://git@git.clinic.example.org:2222/it/openemr.git");

        assertThat(operator().run("pipeline", "init").status()).isZero();
        assertThat(operator().read("cdk.json"))
                .contains("\"pipeline_host\": \"git.clinic.example.org\"", "\"pipeline_repository\": \"it/openemr\"");
    }

    /** A name of a GitLab is not taken for one of GitHub, which may be a stranger's. */
    @Test
    void aNameAloneIsOfTheHostWhereTheOriginIs() {
        operator().program("git", "echo git@gitlab.com:clinic/openemr.git");

        assertThat(operator()
                        .run("pipeline", "init", "--repository", "clinic/openemr")
                        .status())
                .isZero();
        assertThat(operator().read("cdk.json")).contains("\"pipeline_host\": \"gitlab.com\"");
    }

    @Test
    void aPathOfOneHostIsNotTakenForAnother() {
        operator().program("git", "echo git@github.com:octocat/my-repo.git");

        assertThat(operator().run("pipeline", "init", "--host", "gitlab.com").status())
                .isEqualTo(2);
    }

    @Test
    void needsToKnowTheRepository() {
        operator().program("git", "exit 2");

        var run = operator().run("pipeline", "init");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Give --repository");
    }

    @Test
    void needsToKnowThePlace() {
        operator().setting("expected_region", "\"us-east-1\"", "null");
        var before = operator().read("cdk.json");

        var run = operator().run("pipeline", "init", "--repository", "octocat/my-repo");

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err()).contains("expected_region is not set");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(operator().directory().resolve(GITHUB)).doesNotExist();
    }

    @Test
    void replacesNothingThatSomebodyChanged() {
        operator().run("pipeline", "init", "--repository", "octocat/my-repo");
        assertThat(operator().run("pipeline", "init").status()).isZero();
        operator().file(GITHUB, "mine");

        var run = operator().run("pipeline", "init");

        assertThat(run.status()).isEqualTo(2);
        assertThat(operator().read(GITHUB)).isEqualTo("mine");
        assertThat(operator().run("pipeline", "init", "--replace").status()).isZero();
        assertThat(operator().read(GITHUB)).contains("openemr plan");
    }

    @Test
    void eachEnvironmentHasAPipelineOfItsOwn() throws IOException {
        Files.createDirectories(operator().directory().resolve("environments"));
        operator().file("environments/staging.json", "{\"context\": {\"deployment_name\": \"staging\"}}");

        var run = operator().run("pipeline", "init", "--repository", "octocat/my-repo", "-e", "staging");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(operator().read("environments/staging.json")).contains("octocat/my-repo");
        assertThat(operator().read(".github/workflows/deploy-staging.yml"))
                .contains(
                        "./openemr plan --environment staging > plan.txt",
                        "./openemr deploy --environment staging \"${options[@]}\"",
                        "role/staging-pipeline-deploy-us-east-1",
                        "environment: staging");
        assertThat(run.err()).contains("npx cdk deploy -c environment=staging --exclusively PipelineStack");
    }

    /** The step as GitHub runs it, with a stand-in for the command line: 6 is for people, any other failure ends it. */
    @ParameterizedTest
    @CsvSource({"0,0", "6,0", "5,1", "1,1"})
    void aPlanFailsUnlessItOnlyPutsDataAtRisk(int ofThePlan, int ofTheStep) throws Exception {
        assertThat(runStep("openemr plan", "echo \"$@\"; exit " + ofThePlan)).isEqualTo(ofTheStep);
        assertThat(operator().read("plan.txt")).isEqualTo("plan\n");
    }

    @ParameterizedTest
    @CsvSource({"true,deploy --assembly cdk.out --yes --accept-data-at-risk", "false,deploy --assembly cdk.out --yes"})
    void aDeploymentAcceptsWhatWasAccepted(String accepted, String arguments) throws Exception {
        assertThat(runStep("openemr deploy", "echo \"$@\" > arguments.txt", "ACCEPT_DATA_AT_RISK", accepted))
                .isZero();
        assertThat(operator().read("arguments.txt")).isEqualTo(arguments + "\n");
    }

    /** One comment for each environment, written anew with each plan. */
    @ParameterizedTest
    @CsvSource({"'',--method POST repos/o/r/issues/7/comments", "42,--method PATCH repos/o/r/issues/comments/42"})
    void aPlanIsOneComment(String commentThatIsThere, String call) throws Exception {
        operator().file("plan.txt", "Nobody `notices`.\n");
        operator().file("gh", """
                #!/bin/sh
                case "$*" in *--paginate*) echo %s;; *) echo "$@" >> gh.txt;; esac
                """.formatted(commentThatIsThere));
        operator().directory().resolve("gh").toFile().setExecutable(true);

        assertThat(runStep("comment with the plan", "", "GITHUB_REPOSITORY", "o/r", "NUMBER", "7"))
                .isZero();
        assertThat(operator().read("gh.txt")).contains(call);
        assertThat(operator().read("comment.md"))
                .startsWith("<!-- openemr plan production -->\n### Plan of production\n\n```text\nNobody notices.\n");
    }

    private int runStep(String name, String openEmr, String... variables) throws Exception {
        operator().run("pipeline", "init", "--repository", "octocat/my-repo");
        operator().file("openemr", "#!/bin/sh\n" + openEmr + "\n");
        operator().directory().resolve("openemr").toFile().setExecutable(true);
        operator().file("step.sh", step(operator().read(GITHUB), name));
        // As GitHub runs it:
        // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
        var bash = new ProcessBuilder("bash", "-e", "step.sh")
                .directory(operator().directory().toFile())
                .redirectErrorStream(true);
        bash.environment()
                .put("GITHUB_OUTPUT", operator().directory().resolve("outputs").toString());
        bash.environment().merge("PATH", operator().directory().toString(), (path, own) -> own + ":" + path);
        for (var i = 0; i < variables.length; i += 2) {
            bash.environment().put(variables[i], variables[i + 1]);
        }
        var process = bash.start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    /** The lines of a step's script, which are indented by ten spaces. */
    private static String step(String workflow, String name) {
        var after = workflow.substring(workflow.indexOf("- name: " + name + "\n"));
        var script = after.substring(after.indexOf("run: |\n") + "run: |\n".length());
        return script.lines()
                .takeWhile(line -> line.startsWith("          "))
                .reduce("", (all, line) -> all + line.strip() + "\n");
    }

    private static void assertIsTheExample(String name, String written) throws IOException {
        var example = EXAMPLES.resolve(name);
        if ("update".equals(System.getProperty("references"))) {
            Files.createDirectories(EXAMPLES);
            Files.writeString(example, written, StandardCharsets.UTF_8);
        }
        assertThat(written).isEqualTo(Files.readString(example));
    }
}
