package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, used as somebody without a mouse would use it. */
final class Browser implements AutoCloseable {

    private static final int MOST_TABS = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** The programs it takes, in the order browser and driver; empty where one is missing. */
    static List<File> programs() {
        List<File> found = new ArrayList<>();
        program("chromium").ifPresent(found::add);
        program("chromedriver").ifPresent(found::add);
        return found.size() == 2 ? found : List.of();
    }

    private static Optional<File> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Opens it; the driver's path is set, so that Selenium looks for none and downloads nothing. */
    static Browser open(String language) {
        List<File> programs = programs();
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(programs.get(0));
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // which root cannot have
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--window-size=1100,900",
                "--accept-lang=" + language);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(programs.get(1))
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    void go(String address) {
        driver.get(address);
    }

    /** Waits until an element has a text. */
    void awaitText(String css, String text) {
        await(css + " to have " + text, () -> text(css).contains(text));
    }

    void await(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() ->
                        what + ", but " + driver.findElement(By.tagName("body")).getText())
                .until(any -> condition.getAsBoolean());
    }

    String text(String css) {
        return String.valueOf(script("return document.querySelector(arguments[0])?.innerText ?? ''", css));
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Goes on with the tab key until the element is focused, whose focus has to be seen. */
    void tabTo(String css) {
        WebElement wanted = driver.findElement(By.cssSelector(css));
        for (int i = 0; i < MOST_TABS; i++) {
            if (driver.switchTo().activeElement().equals(wanted)) {
                assertTrue(
                        (Boolean) script(
                                "const s = getComputedStyle(arguments[0]);"
                                        + " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2",
                                wanted),
                        () -> "nobody sees the focus of " + css);
                return;
            }
            type(Keys.TAB);
        }
        throw new AssertionError("no way to " + css + " with the tab key");
    }

    private void type(CharSequence keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes there and writes in the place of what is there. */
    void fill(String css, String text) {
        tabTo(css);
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .sendKeys(text)
                .perform();
    }

    /** Goes there and presses it. */
    void press(String css) {
        tabTo(css);
        type(Keys.ENTER);
    }

    /** A telephone of that many pixels, in the dark. */
    void become(int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 740, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void photograph(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "console"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Nothing was said by the browser, and it asked nobody but the page's own host. */
    void assertQuiet(String origin) throws IOException {
        List<String> said = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
        assertEquals(List.of(), said);
        int asked = 0;
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = new ObjectMapper().readTree(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                asked++;
                String url = message.at("/params/request/url").asText();
                assertTrue(
                        url.startsWith(origin + "/") || url.startsWith("data:") || url.startsWith("blob:" + origin),
                        url);
            }
        }
        assertTrue(asked > 10, "what is asked for is seen");
    }

    @Override
    public void close() {
        driver.quit();
    }
}
