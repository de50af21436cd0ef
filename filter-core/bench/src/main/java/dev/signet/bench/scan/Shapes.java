package dev.signet.bench.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Bodies as different services write them, each kind of text with the shape that is usual for it.
 *
 * <p>{@code twitter}, {@code citm} and {@code canada} are made alike to the files of these names that JSON parsers are
 * usually measured with: short posts with links, nested objects under numeric names, and coordinates of a border.
 */
public final class Shapes {

    private static final Map<String, Function<Random, String>> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("list", r -> order(r, "stainless hexagon screw M8", "in stock"));
        ROWS.put("chinese", r -> order(r, "不锈钢六角螺丝请在工作日上午送到", "二号仓库有货"));
        ROWS.put("mixed", r -> order(r, "不锈钢 M8 六角螺丝 (A2)", "仓库 2 号, OK"));
        ROWS.put("korean", r -> order(r, "스테인리스 육각 볼트 평일 오전에 배송해 주세요", "재고 있음"));
        ROWS.put("hindi", r -> order(r, "कृपया कार्यदिवस पर सुबह नौ बजे से पहले भेजें", "उपलब्ध है"));
        ROWS.put("cyrillic", r -> order(r, "Болт шестигранный из нержавеющей стали", "есть на складе"));
        ROWS.put("arabic", r -> order(r, "يرجى التسليم قبل الساعة التاسعة صباحا", "متوفر في المخزن"));
        ROWS.put("accents", r -> order(r, "Livré à l'entrepôt n° 2 très tôt, dès l'été prochain", "payé en réalité"));
        ROWS.put("vietnamese", r -> order(r, "Vui lòng giao hàng trước chín giờ sáng ngày làm việc", "còn hàng"));
        ROWS.put("emoji", r -> order(r, "great 👍🏽 product 🚀🚀 will buy again 😀", "😀👍"));
        ROWS.put("emoji-only", r -> "\"" + "😀👍🚀🎉".repeat(1 + r.nextInt(6)) + "\"");
        ROWS.put("escaped", r -> order(r, escaped("Болт шестигранный из стали"), escaped("есть на складе")));
        ROWS.put("quotes", r -> order(r, "she said \\\"it is \\\\ here\\\"\\nand left\\r\\n\\tat once", "a\\/b\\/c"));
        ROWS.put("base64", r -> "{\"name\":\"scan.pdf\",\"content\":\"" + base64(r, 3000) + "\"}");
        ROWS.put("words", r -> "\"" + "a long text of plain words that goes on for a while ".repeat(20) + "\"");
        ROWS.put("numbers", r -> r.nextInt(100_000) + "," + decimal(r, 1000));
        ROWS.put("signed", r -> (r.nextBoolean() ? "-" : "") + r.nextInt(100_000) + ",-" + decimal(r, 100));
        ROWS.put("exponents", r -> r.nextDouble() * 1e-5 + "," + r.nextDouble() * 1e12);
        ROWS.put("small", r -> r.nextInt(10) + ",0," + (r.nextInt(100) / 100.0) + ",true,null,\"\"");
        ROWS.put(
                "deep",
                r -> "[[[[{\"a\":[" + r.nextInt(10) + ",2]}]]],{\"b\":{\"c\":{\"d\":[]}}},{\"e\":[[1],["
                        + r.nextInt(100) + "]]}]");
        ROWS.put("tiny", Shapes::deep);
        ROWS.put("pretty", Shapes::pretty);
        ROWS.put("twitter", Shapes::post);
        ROWS.put("citm", Shapes::event);
        ROWS.put("canada", Shapes::border);
    }

    private Shapes() {}

    /** The names of all shapes. */
    static Iterable<String> names() {
        return ROWS.keySet();
    }

    /**
     * A body of about this many bytes; the same at every call.
     *
     * @param shape a name of {@link #names()}
     * @param length in bytes
     * @return valid JSON in UTF-8
     */
    public static byte[] body(String shape, int length) {
        Random random = new Random(shape.hashCode());
        Function<Random, String> row = ROWS.get(shape);
        if (row == null) {
            throw new IllegalArgumentException(shape + " is none of " + ROWS.keySet());
        }
        StringBuilder json = new StringBuilder("[").append(row.apply(random));
        int bytes = json.toString().getBytes(UTF_8).length;
        while (bytes < length - 1) {
            String next = "," + row.apply(random);
            json.append(next);
            bytes += next.getBytes(UTF_8).length;
        }
        return json.append(']').toString().getBytes(UTF_8);
    }

    private static String order(Random random, String item, String state) {
        return "{\"id\":" + (10_000 + random.nextInt(90_000)) + ",\"item\":\"" + item + "\",\"amount\":"
                + (1 + random.nextInt(900)) + ",\"price\":" + decimal(random, 100) + ",\"paid\":"
                + random.nextBoolean() + ",\"state\":\"" + state + "\"}";
    }

    private static String decimal(Random random, int below) {
        return String.format(Locale.ROOT, "%d.%02d", 1 + random.nextInt(below), random.nextInt(100));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c)));
        return escaped.toString();
    }

    private static String base64(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String deep(Random random) {
        StringBuilder json = new StringBuilder();
        deep(random, 6, json);
        return json.toString();
    }

    private static void deep(Random random, int levels, StringBuilder json) {
        if (levels == 0) {
            json.append(random.nextInt(10));
        } else if (random.nextBoolean()) {
            json.append('[');
            for (int i = random.nextInt(3); i >= 0; i--) {
                deep(random, levels - 1, json);
                json.append(i > 0 ? "," : "");
            }
            json.append(']');
        } else {
            json.append("{\"a\":");
            deep(random, levels - 1, json);
            json.append(random.nextBoolean() ? ",\"b\":{}}" : "}");
        }
    }

    private static String pretty(Random random) {
        return "\n  "
                + order(random, "stainless hexagon screw M8", "in stock")
                        .replace(",\"", ",\n    \"")
                        .replace("\":", "\" : ")
                        .replace("{", "{\n    ")
                        .replace("}", "\n  }");
    }

    private static String post(Random random) {
        long id = 500_000_000_000_000_000L + Math.abs(random.nextLong() % 100_000_000_000L);
        return "{\"metadata\":{\"result_type\":\"recent\",\"iso_language_code\":\"ja\"},\"created_at\":\"Sun Aug 31 00:29:"
                + (10 + random.nextInt(49)) + " +0000 2014\",\"id\":" + id + ",\"id_str\":\"" + id
                + "\",\"text\":\"@aym0566x \\n\\n名前:前田あゆみ\\n第一印象:なんか怖っ！\\n今の印象:とりあえずキモい。噛み合わない"
                + "\",\"source\":\"<a href=\\\"http:\\/\\/twitter.com\\/download\\/iphone\\\" rel=\\\"nofollow\\\">Twitter"
                + " for iPhone<\\/a>\",\"truncated\":false,\"in_reply_to_user_id\":" + random.nextInt(1_000_000_000)
                + ",\"user\":{\"id\":" + random.nextInt(1_000_000_000)
                + ",\"name\":\"AYUMI\",\"entities\":{\"description\":"
                + "{\"urls\":[]}},\"protected\":false,\"followers_count\":" + random.nextInt(1000)
                + ",\"profile_image_url\":\"http:\\/\\/pbs.twimg.com\\/profile_images\\/497760886795153410\\/LDjAwR_y_normal.jpeg\""
                + "},\"geo\":null,\"retweet_count\":0,\"entities\":{\"hashtags\":[],\"user_mentions\":[{\"screen_name\":"
                + "\"aym0566x\",\"id\":866260188,\"indices\":[0,9]}]},\"lang\":\"ja\"}";
    }

    private static String event(Random random) {
        StringBuilder json = new StringBuilder("{\"eventId\":").append(138_586_341 + random.nextInt(100_000));
        json.append(",\"logo\":null,\"name\":null,\"prices\":[");
        for (int i = random.nextInt(4); i >= 0; i--) {
            json.append("{\"amount\":").append(10_250 + random.nextInt(90_000));
            json.append(",\"audienceSubCategoryId\":337100890,\"seatCategoryId\":")
                    .append(338_937_295 + i);
            json.append("}").append(i > 0 ? "," : "");
        }
        return json.append(
                        "],\"seatCategories\":[{\"areas\":[{\"areaId\":205705999,\"blockIds\":[]},{\"areaId\":205705998,")
                .append(
                        "\"blockIds\":[]}],\"seatCategoryId\":338937295}],\"topicIds\":[324846099,107888604,324846100],")
                .append("\"venueCode\":\"PLEYEL_PLEYEL\"}")
                .toString();
    }

    private static String border(Random random) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            json.append(i > 0 ? "," : "")
                    .append('[')
                    .append(-65 - random.nextInt(70))
                    .append('.');
            json.append(String.format(Locale.ROOT, "%014d", random.nextLong(100_000_000_000_000L)))
                    .append(',');
            json.append(41 + random.nextInt(40)).append('.');
            json.append(String.format(Locale.ROOT, "%014d", random.nextLong(100_000_000_000_000L)))
                    .append(']');
        }
        return json.append(']').toString();
    }
}
