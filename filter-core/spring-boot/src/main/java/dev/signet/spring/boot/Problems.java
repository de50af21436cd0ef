package dev.signet.spring.boot;

import dev.signet.config.Parameter;
import dev.signet.config.ProblemsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong, collected while everything is tried: a sentence each that begins with the name without prefix. */
final class Problems {

    /** What is shorter may stand in any sentence, and is refused as a secret. */
    private static final int SHORTEST_WORD = 8;

    private final List<String> sentences = new ArrayList<>();
    private @Nullable Throwable cause;

    void add(String sentence) {
        sentences.add(sentence);
    }

    void addAll(Collection<String> more) {
        sentences.addAll(more);
    }

    /** What a part of Signet has found; the stack of whoever caused it is for the log. */
    void add(ProblemsException found) {
        sentences.addAll(found.problems());
        cause = cause == null ? found.getCause() : cause;
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    /** All of them in the words of the application; without the secret, also where it was typed into the wrong place. */
    SignetConfigurationException exception(GivenProperties given) {
        String secret =
                given.parameters().getOrDefault(Parameter.JWT_SECRET.text(), "").strip();
        List<String> shown = Sentences.of(sentences, given).stream()
                .map(sentence -> secret.length() < SHORTEST_WORD ? sentence : sentence.replace(secret, "(the secret)"))
                .toList();
        return new SignetConfigurationException(shown, cause);
    }
}
