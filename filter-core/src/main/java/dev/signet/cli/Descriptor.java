package dev.signet.cli;

import dev.signet.config.InitParams;
import dev.signet.config.Parameter;
import dev.signet.config.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** What a web.xml gives to Signet. Files below {@code /WEB-INF/} are looked for where it lies itself. */
final class Descriptor {

    private static final String FILTER = "dev.signet.SignetFilter";
    private static final String WEB_INF = "/WEB-INF/";

    private final Path file;
    private final XmlElement root;

    private Descriptor(Path file, XmlElement root) {
        this.file = file;
        this.root = root;
    }

    static Descriptor read(Path file) throws CommandException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Descriptor(file, XmlElement.read(in));
        } catch (IOException e) {
            throw CommandException.failed(file + ": cannot be read; is the path right, and may this user read it?");
        } catch (XMLStreamException e) {
            throw CommandException.failed(
                    file + ": is not valid XML at line " + e.getLocation().getLineNumber());
        }
    }

    /**
     * The parameters of the filter; where it is registered elsewhere, those that all share.
     *
     * @param name which one, where there are several
     */
    Parameters filter(@Nullable String name) throws CommandException {
        List<XmlElement> filters = root.all("filter").stream()
                .filter(each -> each.text("filter-class").equals(FILTER))
                .filter(each -> name == null || each.text("filter-name").equals(name))
                .toList();
        if (filters.size() > 1) {
            throw CommandException.usage(
                    file + ": has several filters of class " + FILTER + "; choose one by --filter: "
                            + String.join(
                                    ", ",
                                    filters.stream()
                                            .map(each -> each.text("filter-name"))
                                            .toList()));
        }
        if (name != null && filters.isEmpty()) {
            throw CommandException.failed(file + ": has no filter \"" + name + "\" of class " + FILTER);
        }
        return InitParams.of(
                filters.isEmpty() ? Map.of() : filters.get(0).parameters("init-param"),
                root.parameters("context-param"),
                Parameter.Owner.FILTER,
                this::open);
    }

    private @Nullable InputStream open(String path) {
        try {
            return Files.newInputStream(file.toAbsolutePath().resolveSibling(path.substring(WEB_INF.length())));
        } catch (IOException e) {
            return null;
        }
    }
}
