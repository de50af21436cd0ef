package dev.signet.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.access.AccessRule;
import dev.signet.portal.OpenApiRewriter.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is made of one description, each when somebody asks for it first. Thread-safe. */
final class Papers {

    private final JsonNode description;
    private final Contract contract;
    private final Place place;
    private final LocalDate today;
    private final ObjectNode document;
    private final byte[] json;
    private final String below;
    private final Map<Words, byte[]> guides = new ConcurrentHashMap<>();

    /**
     * Makes the first of them.
     *
     * @throws IOException where the description is none
     */
    Papers(JsonNode description, Contract contract, Place place, LocalDate today) throws IOException {
        this.description = description;
        this.contract = contract;
        this.place = place;
        this.today = today;
        OpenApiRewriter rewriter = new OpenApiRewriter(contract, Words.of(contract), place);
        this.document = rewriter.rewrite(description);
        this.below = rewriter.base(description);
        this.json = Json.write(document);
    }

    /** Where an application does not describe itself. */
    static Papers ofRules(Contract contract, Place place, LocalDate today) throws IOException {
        return new Papers(
                new OpenApiRewriter(contract, Words.of(contract), place).rulesAlone(), contract, place, today);
    }

    byte[] openApi() {
        return json;
    }

    /** What stands between the context path and the paths of the description. */
    String below() {
        return below;
    }

    String firstCall() {
        return ClientSamples.firstCall(document, path -> {
            AccessRule rule = contract.rule("GET", below + path);
            return rule.names().isEmpty() && !rule.isDenial();
        });
    }

    byte[] guide(Words words) {
        return guides.computeIfAbsent(words, language -> {
            try {
                ObjectNode inLanguage = new OpenApiRewriter(contract, language, place).rewrite(description);
                return new Guide(inLanguage, contract, language, place.tokenPath())
                        .text(today)
                        .getBytes(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException(e); // it was rewritten before
            }
        });
    }
}
