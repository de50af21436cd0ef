package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of a JSON text that leave the rest of it alone. */
class JsonSourceTest {

    private static final String BY_HAND = """
            { "clients" : [
              {
                "id" : "a\\u0063me",   "lifetimeSeconds":7200,
                "secrets" : [
                  { "hash" : "x" },
                  { "hash" : "y" , "notAfter":"z" } ,
                  {}
                ]
              } , {"id":"二"}
            ]  }
            """;

    private static JsonSource.Part client(JsonSource source, int index) {
        return source.root().require("clients").elements().get(index);
    }

    @Test
    void ofWhenReadThenNamesAndTextsAreDecoded() {
        JsonSource source = JsonSource.of(BY_HAND);
        assertEquals("acme", client(source, 0).string("id"));
        assertEquals("二", client(source, 1).string("id"));
        assertEquals(null, client(source, 0).string("lifetimeSeconds"));
        assertEquals(BY_HAND, source.toString());
    }

    @Test
    void putWhenTheMemberIsThereThenItsValueAlone() {
        JsonSource source = JsonSource.of(BY_HAND);
        assertEquals(
                BY_HAND.replace("7200", "60"),
                source.put(client(source, 0), "lifetimeSeconds", "60").toString());
        assertEquals(
                BY_HAND.replace("\"a\\u0063me\"", "[1,{}]"),
                source.put(client(source, 0), "id", "[1,{}]").toString());
    }

    @Test
    void putWhenTheMemberIsNewThenBehindTheLastAndLikeIt() {
        JsonSource source = JsonSource.of(BY_HAND);
        assertEquals(
                BY_HAND.replace("    ]\n  }", "    ],\n    \"disabled\" : true\n  }"),
                source.put(client(source, 0), "disabled", "true").toString());
        assertEquals(
                BY_HAND.replace("\"二\"", "\"二\",\"disabled\":true"),
                source.put(client(source, 1), "disabled", "true").toString());
        assertEquals(
                "{\"a\":1}",
                JsonSource.of("{}").put(JsonSource.of("{}").root(), "a", "1").toString());
    }

    @Test
    void appendWhenThereAreOthersThenInALineOfItsOwnLikeThem() {
        JsonSource source = JsonSource.of(BY_HAND);
        assertEquals(
                BY_HAND.replace("      {}\n", "      {},\n      {\"hash\":\"n\"}\n"),
                source.append(client(source, 0).require("secrets"), "{\"hash\":\"n\"}")
                        .toString());
    }

    @Test
    void removeWhenFirstMiddleLastOrOnlyThenTheOthersStay() {
        JsonSource source = JsonSource.of("[ 1 , [2] ,\n {\"a\":\",\"} ]");
        assertEquals(
                "[ [2] ,\n {\"a\":\",\"} ]", source.remove(source.root(), 0).toString());
        assertEquals("[ 1 ,\n {\"a\":\",\"} ]", source.remove(source.root(), 1).toString());
        assertEquals("[ 1 , [2] ]", source.remove(source.root(), 2).toString());
        JsonSource one = JsonSource.of("[ true ]");
        assertEquals("[  ]", one.remove(one.root(), 0).toString());
    }

    /** Every kind of value, behind each other, so that the end of one would be seen in the beginning of the next. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1.5e+10",
                "true",
                "false",
                "null",
                "\"\"",
                "\"\\\\\\\"\"",
                "\"\\ud83d\\ude00😀\"",
                "[]",
                "{}"
            })
    void offsetsWhenValuesStandSideBySideThenExact(String value) {
        for (String blank : List.of("", " ", "\r\n\t")) {
            String text =
                    "{\"a\"" + blank + ":" + blank + value + blank + ",\"b\":[" + value + blank + "," + value + "]}";
            JsonSource source = JsonSource.of(text);
            assertEquals(
                    text.replaceFirst(java.util.regex.Pattern.quote(value), "7"),
                    source.put(source.root(), "a", "7").toString());
            JsonSource.Part list = source.root().require("b");
            assertEquals(
                    text.replace("[" + value + blank + "," + value + "]", "[" + value + "]"),
                    source.remove(list, 1).toString());
        }
    }

    @Test
    void offsetsWhenTheTextIsLongThenExact() {
        String text = "[" + "\"ä\",".repeat(50_000) + "1]";
        JsonSource source = JsonSource.of(text);
        assertEquals(
                text.replace(",1]", ",1,2]"), source.append(source.root(), "2").toString());
    }
}
