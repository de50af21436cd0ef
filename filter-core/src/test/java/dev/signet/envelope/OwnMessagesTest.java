package dev.signet.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.RawAnswer;
import dev.signet.testing.TestWebapp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of an installer's own, in the language of the caller. */
class OwnMessagesTest {

    /** Thrown by the application. */
    static class NoStockException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Of which no line speaks, but one of what it is. */
    static final class NoStockTodayException extends NoStockException {
        private static final long serialVersionUID = 1L;
    }

    private static TestWebapp webapp(String language) throws Exception {
        return new TestWebapp()
                .open()
                .with("envelope.language", language)
                .with("errors.statuses", """
                        409 = 20009 资源冲突 | Conflict, try again
                        423 = 20023 已锁定
                        418 = 20018 茶 壶|Teapot
                        451 = 10003 法律原因 | Legal reasons
                        507 = 16000
                        """)
                .with("errors.exceptions", NoStockException.class.getName() + " = 20010 库存不足　|　Out of stock")
                .serve(
                        "/status/*",
                        (request, response) -> response.sendError(
                                Integer.parseInt(request.getPathInfo().substring(1))))
                .serve("/thrown", (request, response) -> {
                    throw new NoStockTodayException();
                })
                .serve("/code", (request, response) -> request.setAttribute("dev.signet.code", 20010))
                .serve("/message", (request, response) -> {
                    request.setAttribute("dev.signet.message", "自己的");
                    response.sendError(409);
                })
                .start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/status/409; 20009; 资源冲突; Conflict, try again",
                "/status/423; 20023; 已锁定; 已锁定",
                "/status/418; 20018; 茶 壶; Teapot",
                "/status/451; 10003; 法律原因; Legal reasons",
                "/status/401; 10003; Token不合法; Invalid token",
                "/status/507; 16000; API功能未授权; API not authorised",
                "/thrown; 20010; 库存不足; Out of stock",
                "/code; 20010; 库存不足; Out of stock",
                "/message; 20009; 自己的; 自己的"
            })
    void getWhenTheLineHasBothLanguagesThenTheOneThatIsChosen(String path, int code, String chinese, String english)
            throws Exception {
        try (TestWebapp zh = webapp("zh");
                TestWebapp en = webapp("en");
                TestWebapp either = webapp("accept-language")) {
            assertSaid(code, chinese, zh.get(path, "Accept-Language: en"));
            assertSaid(code, english, en.get(path, "Accept-Language: zh"));
            assertSaid(code, english, either.get(path, "Accept-Language: en-GB, zh;q=0.5"));
            assertSaid(code, chinese, either.get(path, "Accept-Language: zh-CN, en;q=0.5"));
            assertSaid(code, chinese, either.get(path));
        }
    }

    private static void assertSaid(int code, String message, RawAnswer answer) {
        String start = "{\"code\":" + code + ",\"message\":\"" + message + "\",";
        assertEquals(
                start,
                answer.text()
                        .substring(0, Math.min(start.length(), answer.text().length())));
    }
}
