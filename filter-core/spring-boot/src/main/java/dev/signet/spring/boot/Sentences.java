package dev.signet.spring.boot;

import dev.signet.config.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.origin.Origin;

/** What is wrong, in the names that the application has them under, and with the place where it was typed. */
final class Sentences {

    /** Names that stand alone: no part of another word, of a path or of a name that has its prefix. */
    private static final Pattern NAMES = Pattern.compile("(?<![\\w./$-])(?:"
            + Stream.concat(
                            Arrays.stream(Parameter.values()).map(Parameter::text),
                            Arrays.stream(OwnProperty.values()).map(OwnProperty::text))
                    .filter(name -> name.contains("."))
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")(?![\\w-])");

    private static final Pattern SUBJECT = Pattern.compile("[\\w.\\[\\]-]+(?=: )");

    private Sentences() {}

    /** Each once, however many parts of Signet have noticed it. */
    static List<String> of(Collection<String> problems, GivenProperties given) {
        return problems.stream()
                .map(problem -> shown(problem, given))
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .toList();
    }

    private static String shown(String problem, GivenProperties given) {
        String subject = SUBJECT.matcher(problem)
                .results()
                .filter(found -> found.start() == 0)
                .map(found -> found.group())
                .findFirst()
                .orElse("");
        Origin origin = given.origin(subject);
        boolean isName = origin != null || given.unknown().names().contains(subject) || subject.equals("selftest");
        String rest = prefixed(isName ? problem.substring(subject.length()) : problem);
        return (isName ? OwnProperty.PREFIX + subject : "") + rest + (origin == null ? "" : " (from " + origin + ")");
    }

    /** The same with the prefix in front of every name. */
    static String prefixed(String sentence) {
        return NAMES.matcher(sentence).replaceAll(found -> OwnProperty.PREFIX + found.group());
    }
}
