package dev.signet.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What stands in a token: that of the interface document, and what others write. */
enum Claims {
    /** The six claims of the interface document. */
    DOCUMENT(""),
    /** A name and two more texts in Chinese. */
    CHINESE(named("上海精密机械进出口有限公司", "华东区仓储与物流部", "系统集成管理员")),
    /** The same in Cyrillic. */
    CYRILLIC(named("Северо-Западная транспортная компания", "отдел складской логистики", "администратор")),
    /** The same as an encoder writes it that escapes whatever is not ASCII. */
    ESCAPED(escaped(named("上海精密机械进出口有限公司", "华东区仓储与物流部", "系统集成管理员"))),
    /** Fourteen claims more. */
    TWENTY(IntStream.range(0, 14)
            .mapToObj(i ->
                    i % 2 == 0 ? ",\"claim_" + i + "\":\"value of " + i + "\"" : ",\"claim_" + i + "\":" + i * 1117)
            .collect(Collectors.joining())),
    /** Objects and arrays in each other, as identity providers write addresses and resource accesses. */
    NESTED(",\"address\":{\"street\":\"Nanjing Road 1\",\"region\":{\"city\":\"Shanghai\",\"country\":\"CN\"}},"
            + "\"resource_access\":{\"orders\":{\"roles\":[\"read\",\"write\"]},\"account\":{\"roles\":[\"view\",\"manage\"],"
            + "\"limits\":[[1,2],[3,[4,5]]]}},\"amr\":[\"pwd\",{\"otp\":{\"app\":true}}]"),
    /** A hundred roles. */
    ROLES(",\"roles\":["
            + IntStream.range(0, 100).mapToObj(i -> "\"department-" + i + "\"").collect(Collectors.joining(","))
            + "]");

    private static final String NAME = "2668cfee";

    private final String more;

    Claims(String more) {
        this.more = more;
    }

    static Claims of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The claims as JSON; with another number it has another name in it, and the same length. */
    String payload(int number) {
        String name = number == 0 ? NAME : String.format(Locale.ROOT, "%08d", number);
        return "{\"nbf\":1664344355,\"exp\":4070908800,"
                + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name\":\"" + name
                + "8548444bb5f7dead4e1356e6\","
                + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier\":"
                + "\"UY38yyr/nYMts++j8/c7TZl4PciqT4hGF/V0XdNp0pE=\","
                + "\"iss\":\"" + SampleToken.ISSUER + "\",\"aud\":\"" + SampleToken.AUDIENCE + "\"" + more + "}";
    }

    private static String named(String company, String department, String title) {
        return ",\"name\":\"" + company + "\",\"department\":\"" + department + "\",\"title\":\"" + title + "\"";
    }

    private static String escaped(String json) {
        return json.chars()
                .mapToObj(c -> StandardCharsets.US_ASCII.newEncoder().canEncode((char) c)
                        ? String.valueOf((char) c)
                        : String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining());
    }
}
