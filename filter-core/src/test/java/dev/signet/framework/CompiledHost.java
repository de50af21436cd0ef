package dev.signet.framework;

import dev.signet.SignetConfig;
import dev.signet.SignetFilter;
import dev.signet.testing.TestWebapp;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Runs the {@code Application} below {@code src/test/applications} that is called like the class loader. It is compiled when
 * it is started: the jars of two generations, and those of their servers, exclude each other on the test class path.
 */
public final class CompiledHost implements Function<Boolean, Integer>, AutoCloseable {

    private URLClassLoader loader;
    private ForeignApplication running;

    @Override
    public Integer apply(Boolean signet) {
        URLClassLoader framework = (URLClassLoader) CompiledHost.class.getClassLoader();
        try {
            Path classes = Files.createTempDirectory("application");
            compile(framework, classes);
            loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, framework);
            running = (ForeignApplication)
                    loader.loadClass("Application").getDeclaredConstructor().newInstance();
            return running.start(signet ? open() : null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compile(URLClassLoader framework, Path classes) {
        String name = framework.getName().toLowerCase(Locale.ROOT).replace('_', '-');
        String path = Arrays.stream(framework.getURLs())
                .map(url -> Path.of(url.getPath()).toString())
                .collect(Collectors.joining(File.pathSeparator));
        String source =
                Path.of("src", "test", "applications", name, "Application.java").toString();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-nowarn", "-proc:none", "-d", classes.toString(), "-cp", path, source);
        if (failed != 0) {
            throw new IllegalStateException(source + " cannot be compiled");
        }
    }

    /** Everybody may call: this is about what comes through the filter. */
    private static SignetFilter open() {
        return new SignetFilter(SignetConfig.builder()
                .set("jwt.secret", TestWebapp.SECRET)
                .set("access.rules", "* /** permit")
                .build());
    }

    @Override
    public void close() throws Exception {
        running.close();
        loader.close();
    }
}
