package dev.signet.cli;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** A connection by a driver from a jar of its own: {@code java -jar} looks at no class path. */
final class Jdbc {

    private static final Pattern PASSWORD = Pattern.compile("(?i)(password|passwd|pwd)\\s*=|//[^/@?]*:[^/@?]*@");

    private Jdbc() {}

    /**
     * Refuses a URL that holds a password.
     *
     * @param url as typed
     */
    static String withoutPassword(String url) throws CommandException {
        if (PASSWORD.matcher(url).find()) {
            throw CommandException.usage(
                    "--jdbc-url holds a password, which everyone on this machine can read in the list of"
                            + " processes. Remove it, change it, and pass it by --jdbc-password-env or standard input");
        }
        return url;
    }

    static Connection open(String url, Path jar, String user, String password) throws CommandException {
        Driver driver = driver(url, jar);
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        try {
            Connection connection = driver.connect(url, login);
            if (connection != null) {
                return connection;
            }
        } catch (SQLException e) {
            throw DatabaseErrors.sentence(e);
        }
        throw CommandException.failed("the driver in " + jar + " does not know this kind of --jdbc-url");
    }

    /** Its classes are loaded as long as the process runs, which is for this one command. */
    private static Driver driver(String url, Path jar) throws CommandException {
        if (!Files.isReadable(jar)) {
            throw CommandException.failed("--driver: " + jar + " does not exist, or cannot be read");
        }
        try {
            @SuppressWarnings("resource")
            ClassLoader classes =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            for (Driver driver : ServiceLoader.load(Driver.class, classes)) {
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            }
        } catch (MalformedURLException | SQLException | ServiceConfigurationError e) {
            throw CommandException.failed(
                    "--driver: " + jar + " cannot be used; is it the jar of a JDBC driver for this"
                            + " Java, with everything that it needs?");
        }
        throw CommandException.failed(
                "--driver: " + jar + " has no JDBC driver for this --jdbc-url; is it the jar of the right database?");
    }
}
