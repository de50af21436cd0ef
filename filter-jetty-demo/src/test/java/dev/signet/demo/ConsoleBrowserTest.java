package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console over the orders as it is without swagger-ui, in a real browser, from the keyboard alone. */
class ConsoleBrowserTest {

    private static Demo demo;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        Browser.requireInstalled();
        demo = Demo.start(0, false);
        origin = "http://127.0.0.1:" + demo.port();
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void newcomerWhenAtTheKeyboardThenSeesTheWholeContract() throws Exception {
        try (Browser browser = Browser.open("zh-CN")) {
            browser.go(origin + "/");
            browser.getToken(1);
            assertEquals("zh-CN", browser.script("return document.documentElement.lang"));
            browser.expect("#send", "1");
            browser.awaitText("#content", "上海云帆物流有限公司");
            assertTrue(browser.text("#content").contains("\"price\": 3.20"), "spelled as it was");
            browser.expect("#without", "10003");
            browser.expect("#tampered", "10003");
            browser.expect("#expired", "10002");
            assertTrue(browser.text("#verdict").contains("token 已过有效期"), browser.text("#verdict"));
            browser.photograph("expired-zh");
            browser.press("#language");
            browser.awaitText("#verdict", "Get a new token and try once more");
            assertEquals("en", browser.script("return document.documentElement.lang"));
            assertTrue(browser.text("#left").startsWith("valid for "), browser.text("#left"));
            browser.photograph("expired-en");
            browser.assertNothingKept(origin + "/open/");
            browser.assertQuiet(origin);
        }
    }

    @Test
    void operationsWhenChosenThenEachAnswersAsTheContractSays() throws Exception {
        try (Browser browser = Browser.open("en-GB")) {
            browser.go(origin + "/");
            browser.getToken(1);
            choose(browser, "Place an order");
            browser.expect("#send", "1");
            browser.awaitText("#content", "木托盘");
            choose(browser, "One order");
            browser.fill("#parameters input", "none");
            browser.expect("#send", "404");
            choose(browser, "broken for years");
            browser.expect("#send", "-30");
            choose(browser, "turnover");
            browser.expect("#send", "16000");
            choose(browser, "invoice");
            browser.press("#send");
            browser.awaitText("#save", "invoice-A-1001.csv");
            browser.awaitText("#verdict", "Not an envelope");
            browser.photograph("invoice-en");
            choose(browser, "Health,");
            assertFalse(browser.text("#request").contains("Tampered"), "it takes no token");
            browser.press("#send");
            browser.awaitText("#content", "UP");
            browser.getToken(2);
            choose(browser, "turnover");
            browser.expect("#send", "1");
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
            browser.getToken(1);
            browser.expect("#tampered", "10003");
            for (String language : new String[] {"en", "zh"}) {
                browser.assertReadable();
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
