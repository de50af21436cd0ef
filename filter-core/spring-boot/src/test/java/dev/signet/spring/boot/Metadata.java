package dev.signet.spring.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.config.Form;
import dev.signet.config.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an IDE knows of {@code signet.*}: made of the table of parameters, and of what configuration.md says of each in both
 * languages. Run it where either has changed: {@code MetadataTest} says so.
 */
final class Metadata {

    /** Where Boot's tools look. */
    static final Path FILE = Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+\\.[a-z-]+|selftest)` \\|[^|]*\\| (.*?) \\| [^|]* \\|$");

    private static final Map<OwnProperty, List<String>> OWN = Map.of(
            OwnProperty.ENABLED,
            List.of("Whether Signet protects the application", "Signet 是否保护应用"),
            OwnProperty.DEFAULT_EXCLUSIONS,
            List.of(
                    "Whether Actuator and API documents are excluded, so that their responses have no envelope",
                    "是否排除 Actuator 和 API 文档，使其响应不包信封"),
            OwnProperty.TOKEN_PATH,
            List.of("Path of the token endpoint; if not set, there is none", "token 接口的路径；不设置则没有该接口"),
            OwnProperty.JWKS_PATH,
            List.of("Path of the published keys; if not set, none are published", "公布公钥的接口（JWK 集合）的路径；不设置则不公布"),
            OwnProperty.PORTAL_PATH,
            List.of("Path of the partners' portal; if not set, there is none", "对接方门户的路径；不设置则没有门户"),
            OwnProperty.HEALTH_PATH,
            List.of("Path of the health endpoint; if not set, there is none", "健康检查接口的路径；不设置则没有该接口"));

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode root = json.createObjectNode();
    private final ArrayNode properties = root.putArray("properties");
    private final ArrayNode hints = root.putArray("hints");
    private final Map<String, String> english = meanings("configuration.md");
    private final Map<String, String> chinese = meanings("configuration.zh-CN.md");

    private Metadata() throws IOException {}

    /** Writes the file anew. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, text());
    }

    /** What the file has to say. */
    static String text() throws IOException {
        Metadata metadata = new Metadata();
        for (OwnProperty property : OwnProperty.values()) {
            metadata.own(property);
        }
        for (Parameter parameter : Parameter.values()) {
            metadata.parameter(parameter);
        }
        return metadata.written();
    }

    private String written() throws JsonProcessingException {
        return json.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    }

    private static Map<String, String> meanings(String document) throws IOException {
        Map<String, String> meanings = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("..", "docs", document)))
                .results()
                .toList()) {
            String plain = row.group(2)
                    .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                    .replace("`", "")
                    .replace(", see below", "")
                    .replace("，见下文", "");
            meanings.put(row.group(1), plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1));
        }
        return meanings;
    }

    private void own(OwnProperty property) {
        List<String> words = OWN.get(property);
        boolean flag = property == OwnProperty.ENABLED || property == OwnProperty.DEFAULT_EXCLUSIONS;
        ObjectNode node = property(
                property.toString(),
                flag ? Boolean.class.getName() : String.class.getName(),
                words.get(0),
                words.get(1));
        if (flag) {
            node.put("defaultValue", true);
        }
    }

    private ObjectNode property(String name, String type, String inEnglish, String inChinese) {
        return properties
                .addObject()
                .put("name", name)
                .put("type", type)
                .put("description", inEnglish + ". " + inChinese + "。");
    }

    private void parameter(Parameter parameter) {
        String bare = parameter.text();
        String name = OwnProperty.PREFIX + bare;
        String inEnglish = english.get(bare);
        String inChinese = chinese.get(bare);
        if (inEnglish == null || inChinese == null) {
            throw new IllegalStateException("configuration.md does not say in both languages what " + bare + " means");
        }
        if (parameter.form() instanceof Form.Whole whole) {
            boolean isNumber = whole.absentText().matches("\\d+");
            String unit = bare.endsWith("-seconds")
                    ? "s"
                    : bare.endsWith("-millis") ? "ms" : bare.endsWith("-bytes") ? "B" : "";
            String type = unit.isEmpty()
                    ? Integer.class.getName()
                    : unit.equals("B") ? "org.springframework.util.unit.DataSize" : "java.time.Duration";
            ObjectNode node = property(name, type, inEnglish, inChinese);
            if (isNumber && unit.isEmpty()) {
                node.put("defaultValue", whole.absent());
            } else if (isNumber) {
                node.put("defaultValue", whole.absent() + unit);
            }
        } else if (parameter.form() instanceof Form.Choice choice) {
            choice(name, choice, inEnglish, inChinese);
        } else if (parameter.form() instanceof Form.Words words) {
            ObjectNode node = property(name, "java.util.List<java.lang.String>", inEnglish, inChinese);
            if (!words.absent().isEmpty()) {
                words.absent().forEach(node.putArray("defaultValue")::add);
            }
        } else {
            String type = GivenProperties.LINES.contains(parameter)
                    ? "java.util.List<java.lang.String>"
                    : String.class.getName();
            ObjectNode node = property(name, type, inEnglish, inChinese);
            if (!parameter.absent().isEmpty()) {
                node.put("defaultValue", parameter.absent());
            }
        }
    }

    private void choice(String name, Form.Choice choice, String inEnglish, String inChinese) {
        boolean flag = choice.words().contains("true");
        ObjectNode node = property(name, flag ? Boolean.class.getName() : String.class.getName(), inEnglish, inChinese);
        if (!choice.words().contains(choice.absentText())) {
            return;
        }
        if (flag) {
            node.put("defaultValue", Boolean.parseBoolean(choice.absentText()));
        } else {
            node.put("defaultValue", choice.absentText());
            ArrayNode values = hints.addObject().put("name", name).putArray("values");
            choice.words().forEach(word -> values.addObject().put("value", word));
        }
    }
}
