package dev.signet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

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

    /** What sets this has installed a browser and wants to hear when there is none. */
    private static final String REQUIRED = "SIGNET_BROWSER_REQUIRED";

    private static final int MOST_TABS = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Aborts the test where there is no browser, or fails it where one is required. */
    static void requireInstalled() {
        if (programs().isEmpty()) {
            String missing = "chromium and chromedriver are not on the PATH, so the console is not tried in a browser";
            if (System.getenv(REQUIRED) != null) {
                fail(missing + ", which " + REQUIRED + " demands");
            }
            abort(missing);
        }
    }

    /** The programs it takes, in the order browser and driver; empty where one is missing. */
    private static List<File> programs() {
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

    /** Gets a token for one of the clients that the demo offers. */
    void getToken(int client) {
        await("the page to be ready", () -> !text("#operations").isEmpty());
        press("#clients button:nth-of-type(" + client + ")");
        press("#login button:not([type])");
        awaitText("#left", ":");
        awaitText("#verdict .code", "1");
    }

    /** Presses a button and waits for the code of the answer to that. */
    void expect(String button, String code) {
        script("document.querySelector('#verdict').replaceChildren()"); // the answer before
        press(button);
        await(code + " after " + button, () -> text("#verdict .code").equals(code));
    }

    /** Nothing is wider than the screen, and everything that is written can be read on what is behind it. */
    void assertReadable() {
        assertEquals("", script("""
                const wide = [...document.querySelectorAll('body *')]
                    .filter(node => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
                return wide.map(node => node.outerHTML.slice(0, 80)).join('\\n');
                """), "wider than the screen");
        assertEquals("", script("""
                const light = colour => {
                  const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
                };
                const behind = node => {
                  const colour = getComputedStyle(node).backgroundColor;
                  return !colour.startsWith('rgba') || !node.parentElement ? colour : behind(node.parentElement);
                };
                return [...document.querySelectorAll('body *')]
                    .filter(node => node.checkVisibility() && !node.disabled && [...node.childNodes].some(
                        child => child.nodeType === 3 && child.data.trim()))
                    .filter(node => {
                      const [more, less] = [light(getComputedStyle(node).color), light(behind(node))]
                          .sort((a, b) => b - a);
                      return (more + 0.05) / (less + 0.05) < 4.5;
                    })
                    .map(node => node.outerHTML.slice(0, 80)).join('\\n');
                """), "too little contrast");
    }

    void photograph(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "console"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Neither the address nor the browser holds anything of what was typed and got. */
    void assertNothingKept(String address) {
        assertEquals(
                "0 0 ", script("return localStorage.length + ' ' + sessionStorage.length + ' ' + document.cookie"));
        assertEquals(address, script("return location.href"));
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
