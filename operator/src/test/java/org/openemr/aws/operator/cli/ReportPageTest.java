package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.operator.fixtures.Chromium;
import org.openemr.aws.operator.fixtures.KeptTemplates;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page of an installation with everything on, as people see it: in Chromium, where it is installed with its driver. */
class ReportPageTest extends OperatorTest {

    private ChromeDriver browser;

    @BeforeAll
    static void isInstalled() {
        Chromium.assumeInstalled();
    }

    @BeforeEach
    void open() throws IOException {
        operator().deployed();
        var assembly = operator().directory().resolve("assembly");
        KeptTemplates.copy("everything-on", assembly);
        Files.writeString(assembly.resolve("validation-report.json"), """
                {"pluginReports":[{"pluginName":"HIPAA.Security","suppressedViolations":[{"violatingConstructs":[{},{}]},{"violatingConstructs":[{}]}]},
                {"pluginName":"Construct Annotations","suppressedViolations":[{"violatingConstructs":[{}]}]}]}""");
        operator().setting("aurora_readers", "1", "2");
        var run = operator().run("report", "--assembly", "assembly");
        assertThat(run.status()).as(run.err()).isZero();
        browser = Chromium.open();
        browser.get(assembly.resolve("report.html").toUri().toString());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void hasEveryStackAndNoErrorAndAsksNobody() {
        assertThat(Chromium.errors(browser)).isEmpty();
        assertThat(browser.findElements(By.cssSelector("#picture .stack")))
                .extracting(stack -> stack.getDomAttribute("data-stack"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Layer.values()).map(Layer::stackId).toList());
        assertThat(browser.findElements(By.cssSelector("main section"))).hasSize(7);
        assertThat(browser.findElement(By.tagName("main")).getText()).doesNotContain("Nothing.");
        assertThat(rows("compliance")).containsExactly("HIPAA.Security 3");
        assertThat(rows("settings")).contains("aurora_readers 2 1");
        assertThat(rows("cost")).last().asString().startsWith("all ");
        assertThat(rows("contract"))
                .anyMatch(row ->
                        row.matches("/openemr/openemr/network/task-security-group-id NetworkStack .*ComputeStack.*"));
        assertThat(browser.executeScript("return performance.getEntriesByType('resource').length"))
                .isEqualTo(0L);
    }

    /** Measured where it is drawn. */
    @Test
    void drawsNothingOnAnythingElse() {
        assertThat(browser.executeScript("""
                const boxes = [...document.querySelectorAll('#picture .part')].map((part) => ({
                  name: part.dataset.name, stack: part.dataset.stack, box: part.querySelector('rect').getBBox() }));
                const over = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
                const within = (a, b) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
                const stacks = [...document.querySelectorAll('#picture .stack')].map((stack) => ({
                  name: stack.dataset.stack, stack: '', box: stack.querySelector('rect').getBBox() }));
                const wrong = [];
                for (const set of [boxes, stacks]) {
                  set.forEach((one, i) => set.slice(i + 1).filter((other) => over(one.box, other.box))
                    .forEach((other) => wrong.push(`${one.name} on ${other.name}`)));
                }
                boxes.filter((one) => one.stack !== 'outside' && !within(one.box, stacks.find((stack) => stack.name === one.stack).box))
                  .forEach((one) => wrong.push(`${one.name} outside ${one.stack}`));
                document.querySelectorAll('#picture .part').forEach((part) => part.querySelectorAll('text').forEach((text) => {
                  if (!within(text.getBBox(), part.querySelector('rect').getBBox())) wrong.push(`text of ${part.dataset.name}`);
                }));
                return wrong;
                """))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        assertThat(browser.findElements(By.cssSelector("#picture .part"))).hasSizeGreaterThan(50);
    }

    @Test
    void showsThePathOfARequest() {
        assertThat(rows("network"))
                .anyMatch(row -> row.contains("Clients") && row.contains("Load balancer") && row.contains("443 from"))
                .anyMatch(row -> row.startsWith("Load balancer Service 443"))
                .anyMatch(row -> row.startsWith("Service Database cluster 3306"))
                .anyMatch(row -> row.startsWith("Service Cache 6379"))
                .anyMatch(row -> row.startsWith("Service Sites file system 2049"));
    }

    @Test
    void findsZoomsAndHides() {
        var find = browser.findElement(By.id("find"));
        find.sendKeys("file system");
        assertThat(browser.findElement(By.id("found")).getText()).isEqualTo("2 found");
        assertThat(browser.findElements(By.cssSelector("#picture .part.found"))).hasSize(2);
        find.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        assertThat(browser.findElements(By.cssSelector("#picture .part.found"))).isEmpty();

        var picture = browser.findElement(By.id("picture"));
        var width = picture.getSize().getWidth();
        browser.findElement(By.id("larger")).click();
        assertThat(picture.getSize().getWidth()).isGreaterThan(width);
        browser.findElement(By.id("whole")).click();
        assertThat(picture.getSize().getWidth()).isEqualTo(width);

        var permission = By.cssSelector("#picture .line.permission");
        assertThat(browser.findElements(permission)).isNotEmpty().noneMatch(WebElement::isDisplayed);
        browser.findElement(By.id("permissions")).click();
        assertThat(browser.findElements(By.cssSelector("#picture .line.permission:not([hidden])")))
                .isNotEmpty();
    }

    /** <a href="https://github.com/dequelabs/axe-core">axe</a>, whose rules are those of WCAG, and the keyboard alone; in light and in dark. */
    @Test
    void canBeReadByEverybody() throws IOException {
        for (var scheme : List.of("light", "dark")) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            browser.executeScript(axe());
            assertThat(
                            browser.executeAsyncScript(
                                    "const done = arguments[0]; axe.run().then((found) => done(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 150)).slice(0, 3)}`)))"))
                    .as(scheme)
                    .isEqualTo(List.of());
        }
        browser.findElement(By.id("find")).sendKeys(Keys.TAB);
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("larger");
        var part = browser.findElement(By.cssSelector("#picture .part"));
        browser.executeScript("arguments[0].focus()", part);
        assertThat(part.getDomAttribute("aria-label")).contains(", in ");
    }

    @Test
    void fitsASmallScreen() {
        for (var width : List.of(1400, 800, 400)) {
            browser.manage().window().setSize(new Dimension(width, 900));
            assertThat(browser.executeScript(
                            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("%d pixels", width)
                    .isEqualTo(true);
        }
    }

    private List<String> rows(String section) {
        return browser.findElements(By.cssSelector("#" + section + " tbody tr")).stream()
                .map(row -> row.getText().replace('\n', ' '))
                .toList();
    }

    private static String axe() throws IOException {
        try (var script = Objects.requireNonNull(ReportPageTest.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
