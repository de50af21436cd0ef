package dev.signet.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.access.PathPattern;
import dev.signet.envelope.ErrorCode;
import dev.signet.portal.OpenApiRewriter.Place;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface documents, made of descriptions that nobody here wrote. */
class GuideTest {

    private static final Place PLACE = new Place("/app", "/api/token", List.of("https://api.acme.com/app"), "宠物商店");
    private static final Pattern SAMPLE = Pattern.compile("(?s)返回示例：\n\n```json\n(.*?)\n```");

    private static String guide(String name, Words words, Map<String, String> facts) throws Exception {
        Contract usual = Contract.USUAL;
        Contract contract = new Contract(usual.rules(), usual.excluded(), facts, usual.errors());
        Papers papers = new Papers(OpenApi.resource(name), contract, PLACE, LocalDate.of(2023, 11, 16));
        return new String(papers.guide(words), StandardCharsets.UTF_8);
    }

    private static List<String> headings(String guide) {
        return guide.lines().filter(line -> line.startsWith("#")).toList();
    }

    @Test
    void guideWhenMadeInChineseThenLaidOutLikeTheInterfaceDocument() throws Exception {
        String guide = guide("petstore-3.0.json", Words.CHINESE, Map.of(Contract.REQUEST_ID, "X-Request-Id"));
        assertEquals(
                List.of(
                        "# 宠物商店 接口文档",
                        "## 一、前言",
                        "### 版本记录",
                        "### 接口地址",
                        "## 二、接口",
                        "### 2.1 获取 token",
                        "### 2.2 Change a pet",
                        "### 2.3 Add a pet"),
                headings(guide).subList(0, 8));
        assertEquals(
                List.of("## 附录", "### 鉴权方式", "### 全局返回参数", "### 错误码"),
                headings(guide)
                        .subList(headings(guide).size() - 4, headings(guide).size()));
        assertTrue(guide.contains("| 2023-11-16 | 1.0.7 |"), guide);
        assertTrue(guide.contains("| status | query | string | 否 |"), guide);
        assertTrue(guide.contains("| \\[\\].name | string | 是 | Its \\| name |"), guide);
        assertTrue(guide.contains("可选值：available、pending、sold"), guide);
        assertTrue(guide.contains("| category.parent | object |"), guide);
        assertFalse(guide.contains("category.parent.parent"), "a circle is gone through once");
        assertTrue(guide.contains("成功时直接返回 `image/png`，不带信封。"), guide);
        assertTrue(guide.contains("`X-Request-Id`"), guide);
        for (ErrorCode code : ErrorCode.values()) {
            assertTrue(guide.contains("| " + code.code() + " | " + code.chinese() + " | 200 |"), code.chinese());
        }
        assertFalse(guide.contains("A token is needed") || guide.contains("a token is needed"), guide);
    }

    @Test
    void guideWhenMadeInEnglishThenTheSameInEnglish() throws Exception {
        String chinese = guide("petstore-3.0.json", Words.CHINESE, Map.of());
        String english = guide("petstore-3.0.json", Words.ENGLISH, Map.of());
        assertEquals(headings(chinese).size(), headings(english).size());
        assertEquals("### 2.1 Get a token", headings(english).get(5));
        assertTrue(english.contains("| 10002 | Token expired | 200 | The token has expired |"), english);
        assertTrue(english.replace("宠物商店", "").codePoints().noneMatch(Character::isIdeographic), english);
    }

    @Test
    void samplesWhenHeldAgainstTheDocumentThenWhatItSays() throws Exception {
        String name = "petstore-3.0.json";
        OpenApi document =
                new OpenApi(new OpenApiRewriter(Contract.USUAL, Words.CHINESE, PLACE).rewrite(OpenApi.resource(name)));
        List<String> calls = new ArrayList<>();
        Matcher sections = Pattern.compile("(?s)请求方式和地址：`([A-Z]+) ([^`]+)`(.*?)\n---\n")
                .matcher(guide(name, Words.CHINESE, Map.of()));
        while (sections.find()) {
            Matcher sample = SAMPLE.matcher(sections.group(3));
            if (sample.find()) {
                calls.add(sections.group(1) + " " + sections.group(2));
                assertEquals(
                        List.of(),
                        document.errors(
                                sections.group(1).toLowerCase(Locale.ROOT),
                                sections.group(2),
                                "200",
                                "application/json",
                                OpenApi.parse(sample.group(1)).document()),
                        sample.group(1));
            }
        }
        assertTrue(
                calls.containsAll(List.of("POST /api/token", "PUT /pet", "GET /pet/{petId}", "DELETE /pet/{petId}")),
                calls::toString);
    }

    @Test
    void guideWhenStatusesAreKeptAndTimestampsNumbersThenSaysSo() throws Exception {
        String guide = guide(
                "petstore-3.0.json",
                Words.CHINESE,
                Map.of(Contract.REAL_STATUS, "true", Contract.NUMERIC_TIMESTAMP, "true"));
        assertTrue(guide.contains("| 10002 | Token已过期 | 401 |"), guide);
        assertTrue(guide.contains("| timestamp | long |"), guide);
    }

    @Test
    void guideWhenOfOpenApi31ThenEverythingIsRead() throws Exception {
        String guide = guide("events-3.1.json", Words.ENGLISH, Map.of());
        assertTrue(guide.contains("| id | path | string | yes |"), guide);
        assertTrue(guide.contains("**Deprecated: not for new callers.**"), guide);
        assertTrue(guide.contains("`text/plain`"), guide);
        assertTrue(guide.contains("| \\[\\].at |"), guide);
    }

    /** What would reach beyond its description, were it left as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\nleft open",
                "~~~ json\n{",
                "text\n\n````\na\n```\nb",
                "- item\n\n  ```\n  left open",
                "- ```\n```\nno end of the first",
                "> ```\n```",
                "1. a\n   ~~~\n~~~",
                "   ```\nx",
                "a\r```\rb",
                "<!-- left open",
                "<script>\nalert(1)",
                "x <b>bold\n\n<pre>\n\na",
                "# One\n\n- # Two\n\n> ## Three\n\n1) # Four\n\nFive\n-\n\nSix\n==\n\n- Seven\n  ---",
                "[a]: <b\n",
                "`code without end",
                "* * *\n\n    indented\n\n\t```"
            })
    void descriptionWhenItLeavesSomethingOpenThenItEndsThereAllTheSame(String description) throws Exception {
        String answers = returning("{'type':'string'}");
        String plain = ofPaths("{'/a':{'get':" + answers + "},'/b':{'get':" + answers + "}}", "{}", Contract.USUAL);
        String described =
                "{'description':" + Rewriting.JSON.writeValueAsString(description) + "," + answers.substring(1);
        String guide = ofPaths("{'/a':{'get':" + described + "},'/b':{'get':" + answers + "}}", "{}", Contract.USUAL);
        assertEquals(shape(plain), shape(guide), guide);
        Node read = Parser.builder().build().parse(guide);
        read.accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock html) {
                throw new AssertionError(html.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                throw new AssertionError(html.getLiteral());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", " ", "1. ", "\t"})
    void descriptionWhenALineHasNothingButMarksThenShownAsItIs(String mark) throws Exception {
        String description = mark.repeat(100_000) + "x";
        String described = "{'description':" + Rewriting.JSON.writeValueAsString(description) + ","
                + returning("{'type':'string'}").substring(1);
        String guide = ofPaths("{'/a':{'get':" + described + "}}", "{}", Contract.USUAL);
        assertTrue(guide.contains(description.strip()));
    }

    /** Headings and rules, as a viewer shows them. */
    private static String shape(String guide) {
        StringBuilder shape = new StringBuilder();
        Parser.builder().build().parse(guide).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                shape.append('#').append(heading.getLevel());
                visitChildren(heading);
            }

            @Override
            public void visit(Text text) {
                if (text.getParent() instanceof Heading) {
                    shape.append(' ').append(text.getLiteral());
                }
            }

            @Override
            public void visit(Paragraph paragraph) {
                if (paragraph.getFirstChild() instanceof StrongEmphasis) {
                    shape.append(" access");
                }
            }
        });
        return shape.toString();
    }

    @Test
    void descriptionWhenItHasCodeThenShownAsWritten() throws Exception {
        String description = "Send <x>:\n\n```xml\n<order># 1 & 2</order>\n```\n\n- # no heading";
        String described = "{'description':" + Rewriting.JSON.writeValueAsString(description) + ","
                + returning("{'type':'string'}").substring(1);
        String guide = ofPaths("{'/a':{'get':" + described + "}}", "{}", Contract.USUAL);
        assertTrue(
                guide.contains("Send &lt;x>:\n\n```xml\n<order># 1 & 2</order>\n```\n\n- \\# no heading\n\n**Access**"),
                guide);
    }

    private static String ofPaths(String paths, String schemas, Contract contract) throws Exception {
        JsonNode source = Rewriting.json("{'openapi':'3.0.1','info':{'title':'T','version':'1'},"
                + "'servers':[{'url':'/app/v2'}],'paths':" + paths + ",'components':{'schemas':" + schemas + "}}");
        Papers papers = new Papers(source, contract, PLACE, LocalDate.of(2023, 11, 16));
        return new String(papers.guide(Words.ENGLISH), StandardCharsets.UTF_8);
    }

    private static String returning(String schema) {
        return "{'responses':{'200':{'description':'x','content':{'application/json':{'schema':" + schema + "}}}}}";
    }

    /** Entities that name each other, like those of a database: all ways through them are too many to be written. */
    @Test
    void sampleWhenAllSchemasNameEachOtherThenItEnds() throws Exception {
        StringBuilder schemas = new StringBuilder("{");
        for (int i = 0; i < 8; i++) {
            schemas.append(i == 0 ? "" : ",").append("'S").append(i).append("':{'type':'object','properties':{");
            for (int j = 0; j < 8; j++) {
                schemas.append(j == 0 ? "" : ",").append("'m" + j + "':{'$ref':'#/components/schemas/S" + j + "'}");
            }
            schemas.append("}}");
        }
        String guide = ofPaths(
                "{'/a':{'get':" + returning("{'$ref':'#/components/schemas/S0'}") + "}}",
                schemas + "}",
                Contract.USUAL);
        assertTrue(guide.contains("`GET /a`"), guide);
        assertTrue(guide.lines().count() < 2000, () -> "lines: " + guide.lines().count());
    }

    @Test
    void parameterWhenTheOperationHasItsOwnThenThatAlone() throws Exception {
        String named = "{'name':'id','in':'path','required':true,'schema':{'type':'string'},'description':'%s'}";
        String guide = ofPaths(
                "{'/a/{id}':{'parameters':[" + named.formatted("general") + "],'get':{'parameters':["
                        + named.formatted("special") + "],'responses':{}}}}",
                "{}",
                Contract.USUAL);
        assertTrue(guide.contains("| id | path | string | yes | special |"), guide);
        assertFalse(guide.contains("general"), guide);
    }

    @Test
    void tokenWhenItLiesElsewhereThenItsAddressIsThere() throws Exception {
        String guide = ofPaths("{}", "{}", Contract.USUAL);
        assertTrue(
                guide.contains("Request: `POST /api/token`\n\nAddress of this operation: `https://api.acme.com/app`"),
                guide);
    }

    @Test
    void pathWhenExcludedThenWhatItSendsWithoutAnEnvelope() throws Exception {
        Contract usual = Contract.USUAL;
        Contract excluding = new Contract(usual.rules(), List.of(PathPattern.parse("/v2/health")), Map.of(), List.of());
        String own = returning("{'type':'object','properties':{'up':{'type':'boolean'}}}")
                .replace("'schema'", "'examples':{'good':{'summary':'It works','value':{'up':true}}},'schema'");
        String guide = ofPaths("{'/health':{'get':" + own + "}}", "{}", excluding);
        assertTrue(guide.contains("A success is `application/json` without an envelope."), guide);
        assertTrue(guide.contains("| up | boolean | no |"), guide);
        assertFalse(guide.contains("It works"), "no failure");
    }
}
