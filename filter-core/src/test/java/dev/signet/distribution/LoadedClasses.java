package dev.signet.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The classes that a server has loaded, as {@code jcmd} of its JDK tells them. */
final class LoadedClasses {

    private static final int TRIES = 40;
    private static final int STEADY = 3;

    private final Path jcmd;
    private final long pid;

    private LoadedClasses(Path jcmd, long pid) {
        this.jcmd = jcmd;
        this.pid = pid;
    }

    /** Of that one of some processes which runs webapps. */
    static LoadedClasses of(List<ProcessHandle> handles, Path jdk) throws IOException {
        for (ProcessHandle handle : handles) {
            LoadedClasses classes = new LoadedClasses(jdk.resolve("bin/jcmd"), handle.pid());
            if (classes.told("VM.classloaders", "show-classes=true", "fold=false")
                    .contains("dev.signet.")) {
                return classes;
            }
        }
        throw new IOException("no process has loaded a class of ours");
    }

    /** How many class loaders have loaded a class of that name. */
    int count(Class<?> type) throws IOException {
        return (int) told("VM.classloaders", "show-classes=true", "fold=false")
                .lines()
                .filter(line -> line.endsWith(" " + type.getName()))
                .count();
    }

    /** The same once collections change it no more: a start leaves class loaders behind that only looked for annotations. */
    int settled(Class<?> type) throws IOException {
        int now = count(type);
        for (int unchanged = 0; unchanged < STEADY; ) {
            told("GC.run");
            int next = count(type);
            unchanged = next == now ? unchanged + 1 : 0;
            now = next;
        }
        return now;
    }

    /** The same once it is down to a number, or once it stays above it, whatever collections there are. */
    int countDownTo(int expected, Class<?> type) throws IOException {
        int now = count(type);
        for (int left = TRIES; left > 0 && now > expected; left--) {
            told("GC.run");
            now = count(type);
        }
        return now;
    }

    private String told(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(jcmd.toString(), String.valueOf(pid)).redirectErrorStream(true);
        builder.command().addAll(List.of(command));
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
