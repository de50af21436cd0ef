package dev.signet.access;

import dev.signet.config.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines of {@code access.rules} in their order; the first that matches decides. Immutable and thread-safe. */
public final class AccessRules {

    private final List<AccessRule> rules;

    public AccessRules(List<AccessRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The rule that decides, which is that of all other paths where none matches. */
    public AccessRule find(String method, RequestPath path) {
        for (int i = 0; i < rules.size(); i++) { // without an iterator, for each call
            AccessRule rule = rules.get(i);
            if (rule.matches(method, path)) {
                return rule;
            }
        }
        return AccessRule.OTHERWISE;
    }

    /** Those about a method that are asked before one of them, or before none decides. */
    public List<AccessRule> inFrontOf(AccessRule rule, String method) {
        int index = rules.indexOf(rule);
        return rules.subList(0, index < 0 ? rules.size() : index).stream()
                .filter(front -> front.isAbout(method))
                .toList();
    }

    /** All of them, in their order. */
    public List<AccessRule> all() {
        return rules;
    }

    public int size() {
        return rules.size();
    }

    /** What is in force, a line each. */
    public List<String> inForce() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            lines.add("access rule " + (i + 1) + ": " + rules.get(i));
        }
        lines.add("access otherwise: " + AccessRule.OTHERWISE);
        return lines;
    }

    /** The paths that rules name, by how a log names the rule. */
    public Map<String, PathPattern> paths() {
        Map<String, PathPattern> paths = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            paths.put(named(i), rules.get(i).path());
        }
        return paths;
    }

    /** A warning for every rule that can never match because of those in front of it. */
    public List<String> shadowed() {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<AccessRule> covering = rules.get(i).shadowedBy(rules.subList(0, i));
            if (!covering.isEmpty()) {
                String names = covering.stream()
                        .map(rule -> "rule " + (rules.indexOf(rule) + 1) + " [" + rule + "]")
                        .collect(Collectors.joining(" and "));
                warnings.add(named(i) + " can never match, because every request it names is already matched by "
                        + names + "; move it up or remove it");
            }
        }
        return warnings;
    }

    private String named(int index) {
        return Parameter.ACCESS_RULES + ": rule " + (index + 1) + " [" + rules.get(index) + "]";
    }
}
