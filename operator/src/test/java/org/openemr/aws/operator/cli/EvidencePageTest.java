package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.fixtures.Chromium;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.print.PrintOptions;

/** The page of the evidence as people see it: in Chromium, where it is installed with its driver. */
class EvidencePageTest extends OperatorTest {

    private static final int MOST_ATTEMPTS_TO_PRINT = 5;

    private ChromeDriver browser;

    @BeforeAll
    static void isInstalled() {
        Chromium.assumeInstalled();
    }

    @BeforeEach
    void open() {
        EvidenceAws.answer(operator());
        var run = operator().run("evidence", "--to", "page");
        assertThat(run.status()).as(run.err()).isZero();
        browser = Chromium.open();
        browser.get(operator().directory().resolve("page/index.html").toUri().toString());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void hasItsContentsAndNoErrorAndAsksNobody() {
        assertThat(Chromium.errors(browser)).isEmpty();
        assertThat(browser.getTitle()).isEqualTo("Evidence of the deployment 'openemr'");
        assertThat(browser.findElement(By.cssSelector("header .notice")).getText())
                .startsWith("This is no certification");
        var links = browser.findElements(By.cssSelector("nav a"));
        assertThat(links).hasSize(14);
        assertThat(links).allSatisfy(link -> {
            link.click();
            var target = browser.findElement(By.cssSelector(link.getDomAttribute("href")));
            assertThat(target.getTagName()).isEqualTo("section");
            assertThat(target.findElement(By.tagName("h2")).getText()).startsWith(link.getText());
        });
        assertThat(rows("inventory")).hasSizeGreaterThan(300);
        assertThat(browser.executeScript("return performance.getEntriesByType('resource').length"))
                .as("requests beside the page itself")
                .isEqualTo(0L);
    }

    /** What AWS says is text, whatever it looks like. */
    @Test
    void showsWhatOthersWroteAsText() {
        assertThat(rows("network")).anySatisfy(row -> assertThat(row.getText()).contains("From tasks <b>"));
        assertThat(browser.findElements(By.cssSelector("#network td b"))).isEmpty();
    }

    /** Wide tables scroll by themselves; the page does not. */
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

    /** Each chapter begins on a page of its own, and nothing stands beyond the paper. */
    @Test
    void printsChapterByChapter() {
        var pdf = Base64.getDecoder().decode(printed());

        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-");
        assertThat(text.split("/Type ?/Page\\b", -1).length - 1).isGreaterThan(13);
    }

    /** Chromedriver waits for ten seconds, which is its own limit and none of ours: a busy machine prints when it is asked again. */
    private String printed() {
        for (var attempt = 1; ; attempt++) {
            try {
                return browser.print(new PrintOptions()).getContent();
            } catch (TimeoutException e) {
                if (attempt == MOST_ATTEMPTS_TO_PRINT) {
                    throw e;
                }
            }
        }
    }

    private List<WebElement> rows(String chapter) {
        return browser.findElements(By.cssSelector("#" + chapter + " tbody tr"));
    }
}
