package dev.signet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a new jar does differently by itself: the changelog, which lies in the jar. */
final class Upgrades {

    private static final Pattern VERSION = Pattern.compile("## (\\S+?)(,.*)?");
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.+) \\|");

    private Upgrades() {}

    /** The lines to be printed, for each version that one may come from, the newest first. */
    static Map<String, List<String>> byVersion() {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        List<String> section = List.of();
        String heading = ""; // what the second column has
        List<String> lines = text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher version = VERSION.matcher(line);
            Matcher row = ROW.matcher(line);
            boolean isHead = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (version.matches()) {
                section = versions.computeIfAbsent(version.group(1), name -> new ArrayList<>());
            } else if (line.startsWith("### ")) {
                section.add(line.substring(4) + ":");
            } else if (row.matches() && isHead) {
                heading = row.group(2);
            } else if (row.matches()) {
                section.add("  - " + plain(row.group(1)));
                section.add("    " + heading + ": " + plain(row.group(2)));
            }
        }
        return versions;
    }

    /** Everything since a version. */
    static List<String> since(String version) throws CommandException {
        Map<String, List<String>> versions = byVersion();
        if (!versions.containsKey(version)) {
            throw CommandException.usage("--from: nothing is known about an upgrade from \"" + version
                    + "\"; known are " + String.join(", ", versions.keySet()));
        }
        List<String> since = new ArrayList<>();
        for (Map.Entry<String, List<String>> each : versions.entrySet()) {
            since.add("what has changed since " + each.getKey() + ":");
            since.addAll(each.getValue());
            if (each.getKey().equals(version)) {
                break;
            }
        }
        return since;
    }

    private static String plain(String cell) {
        return cell.replace("`", "").replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
    }

    private static String text() {
        try (InputStream in = Upgrades.class.getResourceAsStream("changelog.md")) {
            if (in == null) {
                throw new IllegalStateException("the changelog is not in this jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the changelog in this jar cannot be read", e);
        }
    }
}
