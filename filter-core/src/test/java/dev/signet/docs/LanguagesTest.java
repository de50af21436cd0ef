package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What one language says, the other says as well: the words differ, but names, values, messages and numbers are the same
 * in every language, section by section and cell by cell, so that nothing is added to one of them alone.
 */
class LanguagesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @CsvSource({
        "../README.md, docs/README.zh-CN.md",
        "docs/configuration.md, docs/configuration.zh-CN.md",
        "docs/errors.md, docs/errors.zh-CN.md",
        "docs/recipes.md, docs/recipes.zh-CN.md",
        "docs/containers.md, docs/containers.zh-CN.md",
        "docs/operating.md, docs/operating.zh-CN.md",
        "docs/clients.md, docs/clients.zh-CN.md",
        "docs/command-line.md, docs/command-line.zh-CN.md",
        "docs/partner.en.md, docs/partner.zh-CN.md",
        "docs/first-ten-minutes.md, docs/first-ten-minutes.zh-CN.md",
        "docs/changelog.md, docs/changelog.zh-CN.md"
    })
    void sectionsWhenComparedThenTheSameFacts(Path one, Path other) throws Exception {
        String english = Documents.read(one);
        String chinese = Documents.read(other);
        assertEquals(Documents.depths(english), Documents.depths(chinese));
        assertEquals(Documents.blocks(english), Documents.blocks(chinese));
        List<String> sections = Documents.sections(english);
        List<String> translated = Documents.sections(chinese);
        for (int i = 0; i < sections.size(); i++) {
            assertEquals(Documents.facts(sections.get(i)), Documents.facts(translated.get(i)), translated.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "../README.md, docs/README.zh-CN.md",
        "docs/configuration.md, docs/configuration.zh-CN.md",
        "docs/errors.md, docs/errors.zh-CN.md",
        "docs/recipes.md, docs/recipes.zh-CN.md",
        "docs/containers.md, docs/containers.zh-CN.md",
        "docs/operating.md, docs/operating.zh-CN.md",
        "docs/clients.md, docs/clients.zh-CN.md",
        "docs/command-line.md, docs/command-line.zh-CN.md",
        "docs/partner.en.md, docs/partner.zh-CN.md",
        "docs/first-ten-minutes.md, docs/first-ten-minutes.zh-CN.md",
        "docs/changelog.md, docs/changelog.zh-CN.md"
    })
    void cellsWhenComparedThenTheSameFacts(Path one, Path other) throws Exception {
        assertEquals(facts(one), facts(other));
    }

    /** Of every cell of a table what no language changes. */
    private static List<List<List<String>>> facts(Path document) throws Exception {
        return Documents.rows(Documents.read(document)).stream()
                .map(row -> row.stream().map(Documents::facts).toList())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "../README.md",
        "docs/README.zh-CN.md",
        "docs/configuration.md",
        "docs/configuration.zh-CN.md",
        "docs/errors.md",
        "docs/errors.zh-CN.md",
        "docs/recipes.md",
        "docs/recipes.zh-CN.md",
        "docs/containers.md",
        "docs/containers.zh-CN.md",
        "docs/operating.md",
        "docs/operating.zh-CN.md",
        "docs/clients.md",
        "docs/clients.zh-CN.md",
        "docs/command-line.md",
        "docs/command-line.zh-CN.md",
        "docs/partner.en.md",
        "docs/partner.zh-CN.md",
        "docs/first-ten-minutes.md",
        "docs/first-ten-minutes.zh-CN.md",
        "docs/changelog.md",
        "docs/changelog.zh-CN.md"
    })
    void linksWhenFollowedThenThere(Path document) throws Exception {
        Matcher links = LINK.matcher(Documents.read(document));
        int followed = 0;
        for (; links.find(); followed++) {
            Path target = document.resolveSibling(links.group(1));
            assertTrue(Files.exists(target), () -> document + " links to " + target);
        }
        assertTrue(followed > 1);
    }
}
