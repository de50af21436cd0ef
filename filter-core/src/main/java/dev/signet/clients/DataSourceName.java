package dev.signet.clients;

import dev.signet.text.Shown;
import jakarta.servlet.ServletContext;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link DataSource} is found: in JNDI under a name like {@code java:comp/env/jdbc/signet}, or in an attribute of the
 * webapp.
 *
 * @param text as it was typed
 */
record DataSourceName(String text) {

    /**
     * Looks for it; on a thread of the container, which alone knows the webapp's {@code java:comp}.
     *
     * @return the data source, or null where nothing is there yet
     * @throws ClientsUnavailableException when there is something else
     */
    @SuppressWarnings(
            "BanJNDI") // the name is the installer's, as in every other place where a container is asked for its own
    @Nullable
    DataSource find(ServletContext webapp) throws ClientsUnavailableException {
        Object found;
        if (text.startsWith("java:")) {
            try {
                found = InitialContext.doLookup(text);
            } catch (NamingException
                    | RuntimeException
                    | LinkageError e) { // some containers' naming throws what it likes
                return null;
            }
        } else {
            found = webapp.getAttribute(text);
        }
        if (found == null || found instanceof DataSource) {
            return (DataSource) found;
        }
        throw new ClientsUnavailableException(
                "\"" + Shown.of(text) + "\" is a " + found.getClass().getName() + ", not a javax.sql.DataSource",
                true,
                null);
    }
}
