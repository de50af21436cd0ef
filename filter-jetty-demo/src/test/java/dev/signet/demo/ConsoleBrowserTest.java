package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console over the orders in a real browser, from the keyboard alone. */
class ConsoleBrowserTest {

    /** What sets this has installed a browser and wants to hear when there is none. */
    private static final String REQUIRED = "SIGNET_BROWSER_REQUIRED";

    private static Demo demo;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        if (Browser.programs().isEmpty()) {
            String missing = "chromium and chromedriver are not on the PATH, so the console is not tried in a browser";
            if (System.getenv(REQUIRED) != null) {
                fail(missing + ", which " + REQUIRED + " demands");
            }
            abort(missing);
        }
        demo = Demo.start(0);
        origin = "http://127.0.0.1:" + demo.port();
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    private static void getToken(Browser browser, int client) {
        browser.await("the page to be ready", () -> !browser.text("#call-title").isEmpty());
        browser.press("#clients button:nth-of-type(" + client + ")");
        browser.press("#login button:not([type])");
        browser.awaitText("#left", ":");
        browser.awaitText("#verdict .code", "1");
    }

    /** Presses it and waits for the code of the answer to that. */
    private static void expect(Browser browser, String button, String code) {
        browser.script("document.querySelector('#verdict').replaceChildren()"); // the answer before
        browser.press(button);
        browser.await(
                code + " after " + button, () -> browser.text("#verdict .code").equals(code));
    }

    @Test
    void newcomerWhenAtTheKeyboardThenSeesTheWholeContract() throws Exception {
        try (Browser browser = Browser.open("zh-CN")) {
            browser.go(origin + "/");
            getToken(browser, 1);
            assertEquals("zh-CN", browser.script("return document.documentElement.lang"));
            expect(browser, "#send", "1");
            browser.awaitText("#content", "上海云帆物流有限公司");
            assertTrue(browser.text("#content").contains("\"price\": 3.20"), "spelled as it was");
            expect(browser, "#without", "10003");
            expect(browser, "#tampered", "10003");
            expect(browser, "#expired", "10002");
            assertTrue(browser.text("#verdict").contains("token 已过有效期"), browser.text("#verdict"));
            browser.photograph("expired-zh");
            browser.press("#language");
            browser.awaitText("#verdict", "Get a new token and try once more");
            assertEquals("en", browser.script("return document.documentElement.lang"));
            assertTrue(browser.text("#left").startsWith("valid for "), browser.text("#left"));
            browser.photograph("expired-en");
            assertEquals(
                    "0 0 ",
                    browser.script("return localStorage.length + ' ' + sessionStorage.length + ' ' + document.cookie"));
            assertEquals(origin + "/open/", browser.script("return location.href"));
            browser.assertQuiet(origin);
        }
    }

    @Test
    void operationsWhenChosenThenEachAnswersAsTheContractSays() throws Exception {
        try (Browser browser = Browser.open("en-GB")) {
            browser.go(origin + "/");
            getToken(browser, 1);
            choose(browser, "Place an order");
            expect(browser, "#send", "1");
            browser.awaitText("#content", "木托盘");
            choose(browser, "One order");
            browser.fill("#parameters input", "none");
            expect(browser, "#send", "404");
            choose(browser, "broken for years");
            expect(browser, "#send", "-30");
            choose(browser, "turnover");
            expect(browser, "#send", "16000");
            choose(browser, "invoice");
            browser.press("#send");
            browser.awaitText("#save", "invoice-A-1001.csv");
            browser.awaitText("#verdict", "Not an envelope");
            browser.photograph("invoice-en");
            choose(browser, "Health");
            assertFalse(browser.text("#request").contains("Tampered"), "it takes no token");
            browser.press("#send");
            browser.awaitText("#content", "UP");
            getToken(browser, 2);
            choose(browser, "turnover");
            expect(browser, "#send", "1");
            browser.assertQuiet(origin);
        }
    }

    /** Finds an operation by words of its summary, and is led to it. */
    private static void choose(Browser browser, String words) {
        browser.fill("#search", words);
        browser.await(
                "one operation",
                () -> browser.script("return document.querySelectorAll('#operations li').length")
                        .equals(1L));
        browser.press("#operations button");
        browser.await(
                "the heading to be focused",
                () -> browser.script("return document.activeElement.id").equals("call-title"));
        browser.awaitText("#call-summary", words);
    }

    @ParameterizedTest
    @CsvSource({"360, light", "360, dark", "1100, light", "1100, dark"})
    void pageWhenNarrowOrDarkThenNothingIsCutOffAndAllCanBeRead(int width, String scheme) throws Exception {
        try (Browser browser = Browser.open("en-GB")) {
            browser.become(width, scheme);
            browser.go(origin + "/");
            getToken(browser, 1);
            expect(browser, "#tampered", "10003");
            for (String language : new String[] {"en", "zh"}) {
                assertEquals("", browser.script("""
                        const wide = [...document.querySelectorAll('body *')]
                            .filter(node => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
                        return wide.map(node => node.outerHTML.slice(0, 80)).join('\\n');
                        """), "wider than the screen");
                assertEquals("", browser.script("""
                        const light = colour => {
                          const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                              .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                          return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
                        };
                        const behind = node => {
                          const colour = getComputedStyle(node).backgroundColor;
                          return colour !== 'rgba(0, 0, 0, 0)' || !node.parentElement ? colour : behind(node.parentElement);
                        };
                        return [...document.querySelectorAll('body *')]
                            .filter(node => node.checkVisibility() && !node.disabled && [...node.childNodes].some(
                                child => child.nodeType === 3 && child.data.trim()))
                            .filter(node => {
                              const [more, less] = [light(getComputedStyle(node).color), light(behind(node))]
                                  .sort((a, b) => b - a);
                              return (more + 0.05) / (less + 0.05) < 4.5;
                            })
                            .map(node => node.outerHTML.slice(0, 80)).join('\\n');
                        """), "too little contrast");
                browser.photograph(width + "-" + scheme + "-" + language);
                browser.press("#language");
            }
            String back =
                    String.valueOf(browser.script("return getComputedStyle(document.documentElement).backgroundColor"));
            assertEquals(scheme.equals("dark") ? "rgb(21, 24, 28)" : "rgb(255, 255, 255)", back);
            browser.assertQuiet(origin);
        }
    }
}
