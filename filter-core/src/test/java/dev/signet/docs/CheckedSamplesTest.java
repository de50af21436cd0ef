package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.cli.CheckedWebapp;
import dev.signet.cli.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the documents to be copied into web.xml passes the check of the command line without a word. */
class CheckedSamplesTest {

    private static final List<Path> DOCUMENTS = List.of(
            Documents.README,
            Documents.CHINESE,
            Path.of("docs", "configuration.md"),
            Path.of("docs", "configuration.zh-CN.md"),
            Path.of("docs", "recipes.md"),
            Path.of("docs", "recipes.zh-CN.md"));

    private static final String KEYS = "{\"keys\":[{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"one\","
            + "\"k\":\"NWdxVHowdk5jdUo0cEhuMWJXWWQ4c1hmTGsyb1JtRWE\"}]}";

    @TempDir
    private Path folder;

    static List<Arguments> samples() throws Exception {
        List<Arguments> samples = new ArrayList<>();
        for (Path document : DOCUMENTS) {
            for (String block : Documents.blocks(Documents.read(document), "xml")) {
                if (block.matches(
                        "(?s)\\s*<(filter|context-param|servlet|listener|security-constraint|mime-mapping).*")) {
                    samples.add(Arguments.of(document.getFileName().toString(), block));
                }
            }
        }
        return samples;
    }

    /** A sample that is no webapp stands in the one of the README, which it changes as its text says. */
    private static String webapp(String sample) throws Exception {
        String readme =
                Documents.blocks(Documents.read(Documents.README), "xml").get(1);
        if (sample.contains("signet.jwt.secret-env")) {
            return sample;
        }
        if (sample.contains("dev.signet.SignetFilter")) {
            String shared = readme.substring(0, readme.indexOf("<filter>"));
            return shared + sample + "\n";
        }
        String base =
                sample.contains("signet.jwt.") ? readme.replaceFirst("<context-param>.*secret-env.*\n", "") : readme;
        String rule = sample.contains("/signet-health")
                ? "GET /signet-health permit\n      "
                : sample.contains("/open/*") ? "* /open/** permit\n      " : "";
        return base.replace("GET        /health ", rule + "GET        /health ") + "\n" + sample + "\n";
    }

    @ParameterizedTest
    @MethodSource("samples")
    void checkWhenASampleIsCopiedThenNothingIsSaid(String document, String sample) throws Exception {
        CheckedWebapp webapp = new CheckedWebapp(folder);
        webapp.file("keys.json", KEYS);
        Path file = webapp.webXml(webapp(sample).replace("/etc/acme/", "/WEB-INF/"));
        Prompt.Said said = CheckedWebapp.prompt().type("check", file.toString());
        assertEquals("", said.err(), document);
        assertEquals(0, said.status());
    }
}
