package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What check reads of a war. */
class CheckWarTest {

    private static final String FRAGMENT = """
            <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
            <servlet><servlet-name>console</servlet-name><servlet-class>com.acme.Console</servlet-class></servlet>
            <servlet-mapping><servlet-name>console</servlet-name><url-pattern>/console/*</url-pattern></servlet-mapping>
            </web-fragment>""";

    private static final String API_ALONE = CheckedWebapp.GOOD
            .replace("<url-pattern>/*</url-pattern>", "<url-pattern>/orders/*</url-pattern>")
            .replaceAll("(?s)<servlet><servlet-name>(token|keys|health).*?</servlet>", "")
            .replaceAll("(?s)<init-param>.*</init-param>", "");

    @TempDir
    private Path folder;

    private Prompt.Said check(Map<String, String> entries) throws IOException {
        Path war = CheckedWebapp.war(folder.resolve("shop.war"), entries);
        return CheckedWebapp.prompt().type("check", war.toString());
    }

    private static byte[] jar(String name, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("com/acme/Any.class", new byte[1 << 16]);
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        CheckedWebapp.zip(out, entries);
        return out.toByteArray();
    }

    private Prompt.Said withLibrary(String webXml, byte[] library) throws IOException {
        Path war = folder.resolve("shop.war");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("WEB-INF/lib/acme.jar", library);
        entries.put("WEB-INF/clients.json", CheckedWebapp.CLIENTS.getBytes(StandardCharsets.UTF_8));
        entries.put("WEB-INF/web.xml", webXml.getBytes(StandardCharsets.UTF_8));
        try (var out = Files.newOutputStream(war)) {
            CheckedWebapp.zip(out, entries);
        }
        return CheckedWebapp.prompt().type("check", war.toString());
    }

    @Test
    void checkWhenTheWarIsRightThenFine() throws Exception {
        Prompt.Said said = check(Map.of(
                "WEB-INF/web.xml",
                CheckedWebapp.document(CheckedWebapp.GOOD),
                "WEB-INF/clients.json",
                CheckedWebapp.CLIENTS));
        assertEquals("", said.err());
        assertEquals(0, said.status());
    }

    @Test
    void checkWhenAFileIsNotInTheWarThenTheStartsProblem() throws Exception {
        Files.createDirectories(folder.resolve("WEB-INF"));
        Files.writeString(folder.resolve("WEB-INF/clients.json"), CheckedWebapp.CLIENTS);
        Prompt.Said said = check(Map.of("WEB-INF/web.xml", CheckedWebapp.document(CheckedWebapp.GOOD)));
        assertEquals(2, said.status());
        assertTrue(said.err().contains("issuer.clients-file: \"/WEB-INF/clients.json\" is not allowed"), said.err());
    }

    @Test
    void checkWhenTheWarIsEmptyOrBrokenThenOneSentence() throws Exception {
        Prompt.Said empty = check(Map.of("index.html", ""));
        assertEquals(2, empty.status());
        assertTrue(empty.err().contains("has no WEB-INF/web.xml; filters that are registered in code"), empty.err());
        Prompt.Said broken = CheckedWebapp.prompt()
                .type(
                        "check",
                        Files.writeString(folder.resolve("x.war"), "PK and no more")
                                .toString());
        assertEquals(2, broken.status());
        assertEquals(1, broken.err().lines().count(), broken.err());
    }

    @Test
    void checkWhenALibraryAddsAServletThenItCounts() throws Exception {
        byte[] library = jar("META-INF/web-fragment.xml", FRAGMENT);
        Prompt.Said said = withLibrary(CheckedWebapp.document(API_ALONE), library);
        assertEquals(
                "warning: servlet \"console\" at /console/* needs no token and has no envelope, because the filter is"
                        + " mapped to /orders/*\n",
                said.err());
        String complete =
                CheckedWebapp.document(API_ALONE).replace("version=\"6", "metadata-complete=\"true\" version=\"6");
        assertEquals("", withLibrary(complete, library).err());
    }

    @Test
    void checkWhenALibraryOffersKeysThenTheyAreNotMissing() throws Exception {
        String noKeys = CheckedWebapp.document(
                API_ALONE.replaceAll("<context-param><param-name>signet.jwt.secret-env.*\n", ""));
        assertEquals(
                2,
                withLibrary(noKeys, jar("META-INF/services/com.acme.Other", "x"))
                        .status());
        Prompt.Said said = withLibrary(noKeys, jar("META-INF/services/dev.signet.token.KeySource", "com.acme.Keys"));
        assertEquals("", said.err());
        assertTrue(said.out().contains("not judged: the service of dev.signet.token.KeySource"), said.out());
    }

    @Test
    void checkWhenALibraryIsBrokenOrBlowsUpThenItIsNotJudged() throws Exception {
        Prompt.Said said =
                withLibrary(CheckedWebapp.document(API_ALONE), jar("META-INF/web-fragment.xml", "<web-fragment>"));
        assertTrue(said.out().contains("not judged: the library acme.jar, which cannot be read"), said.out());
        byte[] bomb = jar("META-INF/web-fragment.xml", " ".repeat(17 << 20));
        assertTrue(withLibrary(CheckedWebapp.document(API_ALONE), bomb).out().contains("acme.jar"));
    }

    /** Each of them may be somebody's, but all together are nobody's. */
    @Test
    void checkWhenItsLibrariesAreTooManyTogetherThenTheLastAreNotJudged() throws Exception {
        ByteArrayOutputStream library = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(library)) {
            jar.setLevel(Deflater.NO_COMPRESSION);
            for (int i = 0; i < 90_000; i++) {
                jar.putNextEntry(new ZipEntry("e" + i));
            }
            jar.putNextEntry(new ZipEntry("META-INF/web-fragment.xml"));
            jar.write(FRAGMENT.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c", "d")) {
            entries.put("WEB-INF/lib/" + name + ".jar", library.toByteArray());
        }
        entries.put("WEB-INF/clients.json", CheckedWebapp.CLIENTS.getBytes(StandardCharsets.UTF_8));
        entries.put("WEB-INF/web.xml", CheckedWebapp.document(API_ALONE).getBytes(StandardCharsets.UTF_8));
        Path war = folder.resolve("shop.war");
        try (var out = Files.newOutputStream(war)) {
            CheckedWebapp.zip(out, entries);
        }
        Prompt.Said said = CheckedWebapp.prompt().type("check", war.toString());
        assertEquals(
                List.of(
                        "not judged: the library c.jar, which cannot be read",
                        "not judged: the library d.jar, which cannot be read"),
                said.out().lines().filter(line -> line.contains("the library")).toList());
    }

    /** As they come from a Windows in China: names in GBK, and no word about that. */
    @Test
    void checkWhenNamesOfFilesAreNoUtf8ThenTheWarIsReadAllTheSame() throws Exception {
        Path war = folder.resolve("shop.war");
        ByteArrayOutputStream library = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(library, Charset.forName("GBK"))) {
            jar.putNextEntry(new ZipEntry("说明.txt"));
            jar.putNextEntry(new ZipEntry("META-INF/web-fragment.xml"));
            jar.write(FRAGMENT.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("使用说明.doc", new byte[0]);
        entries.put("WEB-INF/lib/acme.jar", library.toByteArray());
        entries.put("WEB-INF/clients.json", CheckedWebapp.CLIENTS.getBytes(StandardCharsets.UTF_8));
        entries.put("WEB-INF/web.xml", CheckedWebapp.document(API_ALONE).getBytes(StandardCharsets.UTF_8));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war), Charset.forName("GBK"))) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        Prompt.Said said = CheckedWebapp.prompt().type("check", war.toString());
        assertEquals(1, said.status(), said.err());
        assertTrue(said.err().startsWith("warning: servlet \"console\" at /console/*"), said.err());
    }
}
