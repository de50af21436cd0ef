package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console over the orders as the demo has it, with swagger-ui, in a real browser, from the keyboard alone. */
class SwaggerUiBrowserTest {

    private static final String READ = "#ui [role=status] ";

    private static Demo demo;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        Browser.requireInstalled();
        demo = Demo.start(0);
        origin = "http://127.0.0.1:" + demo.port();
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    private static void awaitOperations(Browser browser) {
        browser.await(
                "swagger-ui to be ready", () -> !browser.text("#ui .opblock").isEmpty());
    }

    /** Marks an operation, and says how it is found. */
    private static String operation(Browser browser, String method, String path) {
        browser.script("""
                document.querySelectorAll('#ui .opblock').forEach(block => block.toggleAttribute('data-marked',
                    block.querySelector('.opblock-summary-method').textContent === arguments[0]
                    && block.querySelector('.opblock-summary-path').dataset.path === arguments[1]));
                """, method, path);
        return "#ui [data-marked] ";
    }

    /** Opens an operation and calls it as it is filled in. */
    private static void execute(Browser browser, String method, String path, String code) {
        String block = operation(browser, method, path);
        browser.press(block + ".opblock-summary-control");
        browser.await(
                "the operation to open", () -> !browser.text(block + ".execute").isEmpty());
        browser.press(operation(browser, method, path) + ".execute");
        browser.await(
                code + " of " + method + " " + path,
                () -> browser.text(operation(browser, method, path) + "[role=status] .code")
                        .equals(code));
    }

    @Test
    void newcomerWhenAtTheKeyboardThenSeesTheWholeContract() throws Exception {
        try (Browser browser = Browser.open("zh-CN")) {
            browser.go(origin + "/");
            awaitOperations(browser);
            browser.getToken(1);
            assertEquals(false, browser.script("return document.querySelector('#operations').checkVisibility()"));
            execute(browser, "GET", "/api/orders", "1");
            assertTrue(browser.text("#ui .exact").contains("\"price\": 3.20"), "spelled as it was");
            assertTrue(browser.text("#ui .exact").contains("上海云帆物流有限公司"));
            assertTrue(browser.text("#tries").contains("GET /api/orders"), browser.text("#tries"));
            browser.expect("#without", "10003");
            browser.expect("#tampered", "10003");
            browser.expect("#expired", "10002");
            assertTrue(browser.text("#verdict").contains("token 已过有效期"), browser.text("#verdict"));
            assertTrue(browser.text(READ).contains("接口调用成功"), browser.text(READ));
            browser.press("#language");
            browser.awaitText("#verdict", "Get a new token and try once more");
            assertTrue(browser.text(READ).contains("The call succeeded"), browser.text(READ));
            browser.assertNothingKept(origin + "/open/");
            browser.assertQuiet(origin);
        }
    }

    @Test
    void operationsWhenCalledThenEachAnswersAsTheContractSays() throws Exception {
        try (Browser browser = Browser.open("en-GB")) {
            browser.go(origin + "/");
            awaitOperations(browser);
            execute(browser, "GET", "/api/orders", "10003");
            browser.getToken(1);
            execute(browser, "POST", "/api/orders", "1");
            assertTrue(browser.text("#tries").contains("POST /api/orders"), browser.text("#tries"));
            browser.expect("#without", "10003");
            execute(browser, "DELETE", "/api/orders/{id}", "-20");
            execute(browser, "GET", "/api/stock", "-1");
            execute(browser, "GET", "/api/report", "-30");
            execute(browser, "GET", "/api/admin/turnover", "16000");
            assertTrue(browser.text(operation(browser, "GET", "/api/admin/turnover") + "[role=status]")
                    .contains("not for this operation"));
            browser.assertQuiet(origin);
        }
    }

    @Test
    void operationsWhenTheBossCallsThenTheTurnoverAndWhatHasNoEnvelope() throws Exception {
        try (Browser browser = Browser.open("en-GB")) {
            browser.go(origin + "/");
            awaitOperations(browser);
            browser.getToken(2);
            execute(browser, "GET", "/api/invoices/{id}", "");
            browser.awaitText("#ui [data-marked] .live-responses-table", "invoice-A-1001.csv");
            execute(browser, "GET", "/api/events", "");
            browser.awaitText("#ui [data-marked] .live-responses-table", "event: order");
            execute(browser, "GET", "/api/admin/turnover", "1");
            browser.assertQuiet(origin);
        }
    }

    @ParameterizedTest
    @CsvSource({"360, light", "360, dark", "1100, light", "1100, dark"})
    void pageWhenNarrowOrDarkThenNothingIsCutOffAndAllCanBeRead(int width, String scheme) throws Exception {
        try (Browser browser = Browser.open("en-GB")) {
            browser.become(width, scheme);
            browser.go(origin + "/");
            awaitOperations(browser);
            browser.getToken(1);
            execute(browser, "GET", "/api/orders", "1");
            browser.assertReadable();
            browser.photograph("swagger-ui-" + width + "-" + scheme);
            browser.assertQuiet(origin);
        }
    }
}
