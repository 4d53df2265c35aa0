package org.openemr.aws.operator.doctor;

import java.util.List;
import java.util.regex.Pattern;
import org.openemr.aws.operator.Programs;
import org.openemr.aws.operator.status.Finding;
import org.openemr.aws.operator.status.Look;

/** Programs that deploying and operating need on this machine. */
public final class MachineChecks {

    private static final String PLUGIN = "session-manager-plugin";

    private static final int OLDEST_JAVA = 17;
    private static final int OLDEST_NODE = 20;
    private static final Pattern MAJOR = Pattern.compile("v?([0-9]{1,4})\\..*", Pattern.DOTALL);

    private final Programs programs;

    public MachineChecks(Programs programs) {
        this.programs = programs;
    }

    public List<Look> looks() {
        return List.of(
                Look.at("Java", MachineChecks::java),
                Look.at("Node.js", this::node),
                Look.at("CDK command line", this::cdk),
                Look.at("Maven", this::maven),
                Look.at("AWS command line", this::aws),
                Look.at(PLUGIN, this::plugin));
    }

    private static Finding java() {
        var version = Runtime.version();
        return version.feature() >= OLDEST_JAVA
                ? Finding.pass("Java", version.toString())
                : Finding.fail("Java", version.toString(), "Install JDK 17 or newer");
    }

    private Finding node() {
        var remedy = "Install Node.js 20 or newer, with npm";
        return programs.ask("node", "--version")
                .map(answer -> major(answer.text()) >= OLDEST_NODE
                        ? Finding.pass("Node.js", answer.text())
                        : Finding.fail("Node.js", answer.text(), remedy))
                .orElse(Finding.fail("Node.js", "not installed", remedy));
    }

    private Finding cdk() {
        return programs.ask("npx", "--no-install", "cdk", "--version")
                .filter(answer -> answer.status() == 0)
                .map(answer -> Finding.pass("CDK command line", answer.text()))
                .orElse(Finding.fail("CDK command line", "not installed here", "npm ci"));
    }

    private Finding maven() {
        return programs.ask("mvn", "--batch-mode", "--version")
                .filter(answer -> answer.status() == 0)
                .map(answer -> Finding.pass("Maven", plain(answer.text())))
                .orElse(Finding.fail("Maven", "not installed", "Install Maven 3.8.7 or newer"));
    }

    /** The guides sign in with it, and name its commands where there is none of ours. */
    private Finding aws() {
        return programs.ask("aws", "--version")
                .filter(answer -> answer.status() == 0)
                .map(answer -> Finding.pass("AWS command line", answer.text()))
                .orElse(Finding.warn(
                        "AWS command line",
                        "not installed",
                        "Install version 2 of it, for `aws sso login` and others"));
    }

    private Finding plugin() {
        return programs.ask(PLUGIN, "--version")
                .map(answer -> Finding.pass(PLUGIN, answer.text()))
                .orElse(Finding.warn(
                        PLUGIN, "not installed", "Install it for `openemr shell` and `openemr db tunnel`"));
    }

    /** The first line, without the colours that some versions of Maven send to anybody. */
    private static String plain(String text) {
        return text.lines().findFirst().orElse("").replaceAll("\u001B\\[[0-9;]*m", "");
    }

    private static int major(String version) {
        var matcher = MAJOR.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
