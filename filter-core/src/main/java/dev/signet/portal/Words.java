package dev.signet.portal;

import java.util.List;
import java.util.function.BiFunction;

/** Which of two texts is shown: Chinese, English, or one below the other. */
enum Words {
    CHINESE((chinese, english) -> chinese),
    ENGLISH((chinese, english) -> english),
    BOTH((chinese, english) -> chinese + "\n\n" + english);

    @SuppressWarnings("ImmutableEnumChecker") // it holds nothing
    private final BiFunction<String, String, String> choice;

    Words(BiFunction<String, String, String> choice) {
        this.choice = choice;
    }

    /** What the callers of a webapp get: both, where each asks for his own. */
    static Words of(Contract contract) {
        String language = contract.facts().getOrDefault(Contract.LANGUAGE, "zh");
        return language.equals("en") ? ENGLISH : language.equals("accept-language") ? BOTH : CHINESE;
    }

    String say(String chinese, String english) {
        return choice.apply(chinese, english);
    }

    /** What stands on one line. */
    String name(String chinese, String english) {
        return this == BOTH ? chinese + " / " + english : say(chinese, english);
    }

    /** A message that stands in an answer, which has one language. */
    String message(Code code) {
        return this == ENGLISH ? code.english() : code.chinese();
    }

    /** Names that stand in a sentence. */
    String listed(List<String> names, boolean english) {
        return String.join(
                english ? ", " : "、",
                names.stream().map(name -> '`' + name + '`').toList());
    }
}
