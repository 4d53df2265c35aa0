package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.Launched;

/** A person at a real pseudo-terminal, and none. */
class TerminalIT extends OperatorTest {

    @BeforeEach
    void deploy() {
        operator().deployed().program("npx", "echo \"$@\" >> cdk.txt\n" + WorkingAws.SYNTHESIS);
        aws().rest("PUT", "/backup-jobs", "{\"BackupJobId\":\"b-1\"}");
        aws().rest("GET", "/backup-jobs/b-1", """
                {"State":"COMPLETED","PercentDone":"100.0","RecoveryPointArn":"arn:point"}""");
    }

    @Test
    void drawsABarOverItself() {
        operator().with("COLUMNS", "120");
        var run = launched().atATerminal("", "backup", "create");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("\r\u001B[2KBacking up [##############################] 100% database COMPLETED")
                .contains("arn:point");
    }

    @Test
    void writesLinesWhereNobodyLooksOn() {
        var run = launched().piped("backup", "create");

        assertThat(run.status()).isZero();
        assertThat(run.err()).startsWith("Backing up: database COMPLETED").doesNotContain("\u001B", "\r", "###");
        assertThat(run.out()).contains("arn:point").doesNotContain("Backing up");
    }

    @Test
    void destroysNothingWhenAnotherNameIsTyped() {
        var run = launched().atATerminal("openemr-test\n", "destroy");

        assertThat(run.status()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("Type openemr to go on:", "That is not openemr. Nothing was done.");
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    @Test
    void destroysWhenTheNameIsTyped() {
        var run = launched().atATerminal("openemr\n", "destroy");

        assertThat(run.status()).as(run.out()).isZero();
        assertThat(operator().read("cdk.txt")).endsWith("--force --exclusively ComputeStack\n");
    }

    @Test
    void asksNobodyWhereNobodySits() {
        var run = launched().piped("destroy");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("There is nobody to ask. Give --yes");
        assertThat(operator().directory().resolve("cdk.txt")).doesNotExist();
    }

    @Test
    void saysThatADiskIsFull() {
        var run = launched().run(List.of("sh", "-c", Launched.LAUNCHER + " url > /dev/full"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the output did not arrive where it was written to: No space left on device");
    }

    /** Who has read enough is no error. */
    @Test
    void endsQuietlyWhenNobodyReadsOn() {
        var run = launched().run(List.of("sh", "-c", "(" + Launched.LAUNCHER + " logs service; echo $? >&2) | true"));

        assertThat(run.err()).doesNotContain("did not arrive");
    }

    /** Cron has no language. */
    @Test
    void writesUtf8WhateverTheSurroundingsSay() {
        WorkingAws.answer(operator());
        aws().json("Logs_20140328.FilterLogEvents", """
                {"events":[{"eventId":"1","timestamp":1795608000000,"logStreamName":"s","message":"M\u00fcller, \u592a\u90ce"}]}""");
        operator().with("LC_ALL", "C");

        var run = launched().piped("logs", "service");

        assertThat(run.out()).as(run.err()).contains("M\u00fcller, \u592a\u90ce");
    }

    /** What AWS's and the CDK's command lines take, too. */
    @Test
    void goesThroughTheProxy() throws Exception {
        try (var proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var asked = CompletableFuture.supplyAsync(() -> firstLine(proxy));
            operator()
                    .without("AWS_ENDPOINT_URL")
                    .with("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort())
                    .with("OPENEMR_CALL_LIMIT", "2");

            launched().piped("url");

            assertThat(asked.get(10, TimeUnit.SECONDS)).startsWith("CONNECT ssm.us-east-1.amazonaws.com:443");
        }
    }

    private static String firstLine(ServerSocket proxy) {
        try (var client = proxy.accept();
                var reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            return reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysWhatItWaitsFor() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            operator()
                    .with("AWS_ENDPOINT_URL", "http://localhost:" + silent.getLocalPort())
                    .with("OPENEMR_CALL_LIMIT", "7");

            assertThat(launched().piped("url").err())
                    .contains("Waiting for AWS: Ssm, GetParametersByPath ...", "AWS does not answer in time");
        }
    }

    /** A signal to the command alone: the deployment that it began must not go on, and be an upgrade that cdk.json knows nothing of. */
    @Test
    void anUpgradeThatIsEndedDeploysNothingLater() {
        WorkingAws.answer(operator());
        aws().query("DescribeStackEvents", "<StackEvents/>");
        operator().program("npx", WorkingAws.SYNTHESIS + """

                        [ "$2" = deploy ] || exit 0
                        touch deploying; sleep 2; touch deployed""");
        var before = operator().read("cdk.json");

        var run = launched().run(List.of("sh", "-c", """
                        %s upgrade --to 8.4.2 --yes & command=$!
                        for try in $(seq 300); do [ -e deploying ] && break; sleep 0.1; done
                        kill $command; wait $command; status=$?
                        sleep 3; exit $status""".formatted(Launched.LAUNCHER)));

        assertThat(run.status()).as(run.err()).isEqualTo(143);
        assertThat(operator().directory().resolve("deploying")).exists();
        assertThat(operator().directory().resolve("deployed")).doesNotExist();
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    /** What is typed is what is sent, whatever the surroundings say. */
    @Test
    void readsUtf8WhateverTheSurroundingsSay() {
        WorkingAws.answer(operator());
        operator().with("LC_ALL", "C");

        var run = launched().piped("db", "query", "SELECT 'M\u00fcller' WHERE n = :n", "--param", "n=Gr\u00f6\u00dfe");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(aws().bodiesOf("/Execute")).singleElement().asString().contains("M\u00fcller", "Gr\u00f6\u00dfe");
    }

    /** The first file that is opened would be it. */
    @Test
    void asksNobodyWithoutAnInput() {
        var run = launched().run(List.of("sh", "-c", Launched.LAUNCHER + " destroy <&-"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("There is nobody to ask");
    }
}
