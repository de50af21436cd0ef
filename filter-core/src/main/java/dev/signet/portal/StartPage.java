package dev.signet.portal;

import java.util.List;

/** What lies at the portal's own address: where everything else is, in Chinese and English. */
final class StartPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <ul>
            <li><a href="guide.zh.md" lang="zh-CN">接口文档</a></li>
            <li><a href="guide.en.md" lang="en">Interface document</a></li>
            <li><a href="openapi.json">OpenAPI</a></li>
            <li><a href="errors.json">错误码 · <span lang="en">Error codes</span></a></li>
            </ul>
            <h2>示例代码 · <span lang="en">Sample clients</span></h2>
            <ul>
            %2$s</ul>
            </main>
            </body>
            </html>
            """;

    private StartPage() {}

    static String html(String title, List<String> clients) {
        StringBuilder items = new StringBuilder();
        clients.forEach(name -> items.append("<li><a href=\"clients/")
                .append(name)
                .append("\">")
                .append(name)
                .append("</a></li>\n"));
        return PAGE.formatted(escaped(title), items);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
