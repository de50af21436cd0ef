package dev.signet.cli;

import dev.signet.descriptor.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Secrets that stand in a descriptor, where everyone can read them who can read the webapp. Never a value of one. */
final class WrittenSecrets {

    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*[._-])?(password|passwd|passphrase|pwd|secret|api-?key|private-?key)|.*[a-z0-9](Password|Pwd|Secret|ApiKey)");

    /** In addresses of databases and the like: {@code ;password=…}, {@code //user:…@host}. */
    private static final Pattern WITHIN =
            Pattern.compile("(?i)[?&;](password|pwd)=[^&;\\s]|//[^\\s/?#@:]{0,100}:[^\\s/?#@]{1,200}@");

    private static final String PEM = "PRIVATE KEY-----";

    private static final String ADVICE = " in plain text; take it from the environment or from a file";

    private WrittenSecrets() {}

    /**
     * Looks for them.
     *
     * @param descriptor of the webapp
     * @param ours beginning of the names of our context-params, at which their readers look
     * @param classes beginning of the names of our classes, the same
     * @return a sentence each
     */
    static List<String> warnings(Descriptor descriptor, String ours, String classes) {
        List<String> warnings = new ArrayList<>();
        descriptor.contextParams().forEach((name, value) -> {
            if (!name.startsWith(ours) && isSecret(name, value)) {
                warnings.add("web.xml: the context-param " + name + " holds a secret" + ADVICE);
            }
        });
        descriptor.filters().stream()
                .filter(each -> !each.className().startsWith(classes))
                .forEach(each -> inits(warnings, "filter \"" + each.name() + "\"", each.initParams()));
        descriptor.servlets().stream()
                .filter(each -> !each.className().startsWith(classes))
                .forEach(each -> inits(warnings, "servlet \"" + each.name() + "\"", each.initParams()));
        descriptor.entries().forEach((name, value) -> {
            if (isSecret(name, value)) {
                warnings.add("web.xml: the env-entry " + name + " holds a secret" + ADVICE);
            }
        });
        descriptor
                .accounts()
                .forEach(name -> warnings.add("web.xml: the data-source " + name
                        + " has a password in plain text; configure the data source in the server"));
        return warnings;
    }

    private static void inits(List<String> warnings, String owner, Map<String, String> params) {
        params.forEach((name, value) -> {
            if (isSecret(name, value)) {
                warnings.add("web.xml: the init-param " + name + " of " + owner + " holds a secret" + ADVICE);
            }
        });
    }

    /** What a build or a server fills in is none yet. */
    private static boolean isSecret(String name, String value) {
        return value.contains(PEM)
                || !value.isEmpty()
                        && !value.contains("${")
                        && !value.contains("@{")
                        && (NAME.matcher(name).matches()
                                || WITHIN.matcher(value).find());
    }
}
