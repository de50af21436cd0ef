package dev.signet.cli;

import dev.signet.StartCheck;
import dev.signet.config.Findings;
import dev.signet.config.InitParams;
import dev.signet.config.OnPaper;
import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Parameters;
import dev.signet.descriptor.Descriptor;
import dev.signet.descriptor.FilterOrder;
import dev.signet.issue.EndpointCheck;
import dev.signet.portal.PortalCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks each filter and endpoint of a webapp what its start would say, and collects it. */
final class WebappCheck {

    private static final String FILTER = "dev.signet.SignetFilter";

    /** What is fetched, or looked up, when the webapp runs. */
    private static final Map<Parameter, String> LATER = Map.of(
            Parameter.JWT_JWKS_URL, "the keys at this address",
            Parameter.ISSUER_DATA_SOURCE, "the data source and its tables",
            Parameter.CHECK_DATA_SOURCE, "the data source and its tables",
            Parameter.ERRORS_EXCEPTIONS, "whether the webapp has these classes");

    private final Descriptor descriptor;
    private final OnPaper paper;
    private final Environment environment;
    private final Terminal terminal;
    private final List<String> parts = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> unjudged = new LinkedHashSet<>();
    private int errors;

    WebappCheck(Descriptor descriptor, OnPaper paper, Environment environment, Terminal terminal) {
        this.descriptor = descriptor;
        this.paper = paper;
        this.environment = environment;
        this.terminal = terminal;
    }

    void all() {
        List<Descriptor.DeclaredFilter> filters = descriptor.filtersOf(FILTER);
        if (filters.isEmpty()) {
            error("no filter of class " + FILTER
                    + " is declared, so nothing is protected; one that is registered in code" + " cannot be seen here");
        }
        filters.forEach(this::filter);
        descriptor.servlets().forEach(this::servlet);
        if (!filters.isEmpty()) {
            warnings.addAll(StartCheck.uncovered(descriptor));
        }
        warnings.addAll(FilterOrder.warnings(descriptor, FILTER));
        warnings.addAll(WrittenSecrets.warnings(descriptor, "signet.", "dev.signet."));
        environment
                .missing()
                .forEach(
                        name -> warnings.add("the environment variable " + name + " is not set here, so its value could"
                                + " not be checked; name a file that has it with --env-file"));
    }

    private void filter(Descriptor.DeclaredFilter filter) {
        String part = "filter \"" + filter.name() + "\"";
        Parameters parameters = InitParams.of(filter.initParams(), descriptor.contextParams(), Owner.FILTER, paper);
        Notes notes = notes(part);
        if (descriptor.mappings(filter.name()).isEmpty()) {
            warnings.add(part + ": has no <filter-mapping>, so that it protects nothing");
        }
        take(
                part,
                parameters,
                StartCheck.filter(
                        descriptor, filter.name(), parameters, environment::get, terminal.clock(), notes, notes));
    }

    private void servlet(Descriptor.DeclaredServlet servlet) {
        String part = "servlet \"" + servlet.name() + "\"";
        Notes notes = notes(part);
        switch (servlet.className()) {
            case "dev.signet.issue.TokenServlet" -> {
                Parameters parameters = parameters(servlet, Owner.ENDPOINT);
                take(
                        part,
                        parameters,
                        EndpointCheck.tokens(parameters, environment::get, terminal.clock(), notes, notes));
            }
            case "dev.signet.issue.JwksServlet" -> {
                Parameters parameters = parameters(servlet, Owner.JWK_SET);
                take(part, parameters, EndpointCheck.keys(parameters, environment::get, terminal.clock(), notes));
            }
            case "dev.signet.HealthServlet" -> {
                Parameters parameters = parameters(servlet, Owner.HEALTH);
                take(part, parameters, StartCheck.health(parameters));
            }
            case "dev.signet.portal.PortalServlet" -> {
                Parameters parameters = parameters(servlet, Owner.PORTAL);
                take(part, parameters, PortalCheck.portal(parameters));
                String source = parameters.verbatim(Parameter.PORTAL_OPENAPI);
                if (source != null && !source.strip().startsWith("/WEB-INF/")) {
                    unjudged(Parameter.PORTAL_OPENAPI + ": the description that the webapp has there");
                }
            }
            default -> {
                // the application's
            }
        }
    }

    private Parameters parameters(Descriptor.DeclaredServlet servlet, Owner owner) {
        return InitParams.of(servlet.initParams(), descriptor.contextParams(), owner, paper);
    }

    private Notes notes(String part) {
        return new Notes(warning -> warnings.add(part + ": " + warning));
    }

    private void take(String part, Parameters parameters, Findings findings) {
        parts.add(part);
        if (findings.problems() != null) {
            error(part + ": " + findings.problems());
        }
        findings.warnings().forEach(warning -> warnings.add(part + ": " + warning));
        findings.unjudged().forEach(this::unjudged);
        LATER.forEach((parameter, what) -> {
            if (parameters.has(parameter)) {
                unjudged(parameter + ": " + what);
            }
        });
    }

    /** What only the start can judge. */
    void unjudged(String what) {
        unjudged.add(what);
    }

    private void error(String sentence) {
        errors++;
        terminal.complain(sentence);
    }

    /** Says the rest, and answers the exit status. */
    int end(Path path) {
        warnings.forEach(terminal::warn);
        unjudged.stream().sorted().forEach(what -> terminal.say("not judged: " + what));
        if (errors == 0 && warnings.isEmpty()) {
            terminal.say("OK: " + path + ": " + String.join(", ", parts));
            return Exit.FINE;
        }
        terminal.say(path + ": " + counted(errors, "error") + ", " + counted(warnings.size(), "warning"));
        return errors > 0 ? Exit.ERRORS : Exit.WARNINGS;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
