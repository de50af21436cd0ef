package dev.signet.portal;

/** What stands behind the operations of an interface document, and is the same for all of them. */
final class GuideAppendix {

    private final Contract contract;
    private final Words words;
    private final String tokenPath;

    /**
     * Prepares it.
     *
     * @param words Chinese or English
     * @param tokenPath of the token endpoint
     */
    GuideAppendix(Contract contract, Words words, String tokenPath) {
        this.contract = contract;
        this.words = words;
        this.tokenPath = tokenPath;
    }

    private String say(String chinese, String english) {
        return words.say(chinese, english);
    }

    void write(Markdown out) {
        out.line(say("## 附录", "## Appendix")).blank();
        out.line(say("### 鉴权方式", "### Access")).blank();
        out.line(say(
                        "本系统使用 JWT 鉴权。请求时在请求头 Authorization 中携带 token，格式为 `Bearer {token}`（两者之间有一个空格）。" + "token 由 "
                                + Markdown.code(tokenPath) + " 获取；除注明“不需要 token”的接口外，都需携带 token。",
                        "Calls carry a JWT in the Authorization header, as `Bearer {token}` with one space in between. Get"
                                + " it from " + Markdown.code(tokenPath)
                                + ". Every operation needs one unless it says otherwise."))
                .blank();
        out.head(say("请求头", "Header"), say("类型", "Type"), say("说明", "Meaning"));
        out.row("Authorization", "string", say("例如 token 为“qwer”，则值为“Bearer qwer”", "for the token qwer: Bearer qwer"))
                .blank();
        out.line(say("### 全局返回参数", "### The envelope")).blank();
        out.head(say("参数", "Name"), say("类型", "Type"), say("说明", "Meaning"));
        out.row("code", "int", say("返回码，成功为 1", "1 for success, else the error code"));
        out.row("message", "string", say("返回信息", "what the code means"));
        out.row("data", "any", say("返回数据；失败时为 null，或对错误的说明", "the result; after an error null, or details of it"));
        boolean number = contract.is(Contract.NUMERIC_TIMESTAMP);
        out.row(
                        "timestamp",
                        number ? "long" : "string",
                        say(
                                "13 位毫秒时间戳，例如 " + (number ? "1667351778075" : "\"1667351778075\""),
                                "milliseconds since 1970, 13 digits, like "
                                        + (number ? "1667351778075" : "\"1667351778075\"")))
                .blank();
        String header = contract.requestIdHeader();
        if (header != null) {
            out.line(say(
                            "失败的响应带有响应头 " + Markdown.code(header) + "，即请求 id；联系对接人员时请附上它。",
                            "The response to a failed call carries the id of that call in the header "
                                    + Markdown.code(header) + "; quote it when you contact us."))
                    .blank();
        }
        out.line(say("### 错误码", "### Error codes")).blank();
        out.head(
                say("错误码", "Code"),
                say("错误说明", "Meaning"),
                say("响应码", "Status"),
                say("原因", "Cause"),
                say("排查方法", "What to do"));
        boolean real = contract.is(Contract.REAL_STATUS);
        for (ErrorList.Row row : ErrorList.rows(contract)) {
            out.row(
                    String.valueOf(row.code().number()),
                    Markdown.text(say(row.code().chinese(), row.code().english())),
                    !real ? "200" : row.status() == 0 ? "4xx/5xx" : String.valueOf(row.status()),
                    Markdown.text(say(row.cause(), row.causeEnglish())),
                    Markdown.text(say(row.fix(), row.fixEnglish())));
        }
    }
}
