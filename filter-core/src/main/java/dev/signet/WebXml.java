package dev.signet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What is easily forgotten in web.xml (Servlet 6.0 §14.4): {@code <async-supported>}, the dispatchers, and the mapping for
 * dispatches by name. The servlet
 * API does not tell them, so the file itself is read; a filter that is registered in another way is not looked at.
 */
final class WebXml {

    private static final System.Logger LOG = System.getLogger("dev.signet.SignetFilter");

    /** Each with what goes wrong without it. */
    private static final Map<String, String> DISPATCHERS = new LinkedHashMap<>();

    static {
        DISPATCHERS.put("REQUEST", "calls from outside are neither checked nor enveloped");
        DISPATCHERS.put("FORWARD", "the target of a forward is not checked, and Tomcat 11 drops the response body");
        DISPATCHERS.put("INCLUDE", "an include cannot be told apart from the page that includes it");
        DISPATCHERS.put("ERROR", "errors reported by the container have no envelope");
        DISPATCHERS.put("ASYNC", "responses after AsyncContext.dispatch() have no envelope");
    }

    private final String filterName;
    private boolean declared;
    private boolean asyncSupported;
    private boolean mapped;
    private final Set<String> dispatchers = new TreeSet<>();
    private final Set<String> named = new TreeSet<>(); // of these, the ones that dispatches by name have

    private WebXml(String filterName) {
        this.filterName = filterName;
    }

    /** Sentences for the log; none where everything is there or nothing can be found out. */
    static List<String> warnings(FilterConfig filter) {
        WebXml webXml = of(filter, filter.getFilterName());
        return webXml == null ? List.of() : webXml.warnings(losesNamedForwards(filter.getServletContext()));
    }

    /** Whether calls from outside may come to a filter by {@code <servlet-name>*</servlet-name>}; true in doubt. */
    static boolean mayNameAllForRequests(FilterConfig filter, String name) {
        WebXml webXml = of(filter, name);
        return webXml == null || !webXml.mapped || webXml.named.contains("REQUEST");
    }

    private static @Nullable WebXml of(FilterConfig filter, @Nullable String name) {
        try (InputStream in = filter.getServletContext().getResourceAsStream("/WEB-INF/web.xml")) {
            if (in == null || name == null) {
                return null;
            }
            WebXml webXml = new WebXml(name);
            webXml.read(in);
            return webXml;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            LOG.log(Level.DEBUG, "web.xml cannot be read", e);
            return null;
        }
    }

    /**
     * Tomcat 11 and later: no url-pattern matches a dispatch by name, and behind its end the response is shut. Told by
     * classes, because what a server calls itself can be set; GlassFish has some of the same name, and no Coyote.
     */
    private static boolean losesNamedForwards(ServletContext context) {
        Class<?> facade = context.getClass();
        if (!facade.getName().startsWith("org.apache.catalina.")) {
            return false;
        }
        try {
            Class.forName("org.apache.coyote.Request", false, facade.getClassLoader());
        } catch (ClassNotFoundException e) {
            return false;
        }
        int major = context.getMajorVersion();
        return major > 6 || major == 6 && context.getMinorVersion() >= 1;
    }

    private List<String> warnings(boolean namedForwardsAreLost) {
        List<String> warnings = new ArrayList<>();
        if (declared && !asyncSupported) {
            warnings.add("web.xml: filter \"" + filterName + "\" has no <async-supported>true</async-supported>; every"
                    + " startAsync() behind it fails");
        }
        if (mapped) {
            DISPATCHERS.forEach((dispatcher, consequence) -> {
                if (!dispatchers.contains(dispatcher)) {
                    warnings.add("web.xml: the mapping of filter \"" + filterName + "\" has no <dispatcher>"
                            + dispatcher + "</dispatcher>; " + consequence);
                }
            });
            if (namedForwardsAreLost && !named.contains("FORWARD")) {
                warnings.add("web.xml: filter \"" + filterName + "\" has no second mapping to"
                        + " <servlet-name>*</servlet-name> with <dispatcher>FORWARD</dispatcher> and"
                        + " <dispatcher>INCLUDE</dispatcher>; this container loses the response of a forward by"
                        + " servlet name (getNamedDispatcher)");
            }
        }
        return warnings;
    }

    private void read(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory(); // not one that the webapp brings
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "filter" -> filter(children(xml));
                    case "filter-mapping" -> mapping(children(xml));
                    default -> {
                        // not about filters
                    }
                }
            }
        }
    }

    private void filter(Map<String, List<String>> children) {
        if (isForThisFilter(children)) {
            declared = true;
            asyncSupported = children.getOrDefault("async-supported", List.of()).contains("true");
        }
    }

    private void mapping(Map<String, List<String>> children) {
        if (isForThisFilter(children)) {
            mapped = true;
            List<String> these = children.getOrDefault("dispatcher", List.of("REQUEST")); // Servlet 6.0 §6.2.5
            dispatchers.addAll(these);
            if (children.getOrDefault("servlet-name", List.of()).contains("*")) {
                named.addAll(these);
            }
        }
    }

    private boolean isForThisFilter(Map<String, List<String>> children) {
        return children.getOrDefault("filter-name", List.of()).contains(filterName);
    }

    /** The texts of the elements directly below the one the reader is at; ends at its end. */
    private static Map<String, List<String>> children(XMLStreamReader xml) throws XMLStreamException {
        Map<String, List<String>> children = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (depth >= 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 1) {
                        children.computeIfAbsent(xml.getLocalName(), name -> new ArrayList<>())
                                .add(text.toString().strip());
                    }
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                default -> {
                    // comments and the like
                }
            }
        }
        return children;
    }
}
