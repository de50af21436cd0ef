package dev.signet.envelope;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which of the container's headers were set inside, and what those were in front: the only way to take headers back from
 * every container is {@code reset()}, and it takes those of everybody. So it is with language and trailers. Not
 * thread-safe.
 */
final class InnerHeaders {

    private final HttpServletResponse real;
    private final ContainerWays ways;
    private final boolean crossOrigin;
    private int changes;
    private @Nullable List<String> names;
    private @Nullable HeldHeaders outer;
    private @Nullable List<Cookie> cookies; // set inside, where the container hides them
    private @Nullable List<Cookie> outerCookies; // and those that were set in front

    @Nullable
    Supplier<Map<String, String>> trailers;

    InnerHeaders(HttpServletResponse real, ContainerWays ways, boolean crossOrigin) {
        this.real = real;
        this.ways = ways;
        this.crossOrigin = crossOrigin;
    }

    /** How often a header was set. */
    int changes() {
        return changes;
    }

    void setHeader(String name, @Nullable String value) {
        touch(name);
        if (crossOrigin) {
            CrossOrigin.set(real, name, value);
        } else {
            real.setHeader(name, value);
        }
    }

    void addHeader(String name, @Nullable String value) {
        touch(name);
        if (crossOrigin) {
            CrossOrigin.add(real, name, value);
        } else {
            real.addHeader(name, value);
        }
    }

    void setDateHeader(String name, long date) {
        touch(name);
        real.setDateHeader(name, date);
    }

    void addDateHeader(String name, long date) {
        touch(name);
        real.addDateHeader(name, date);
    }

    void setIntHeader(String name, int value) {
        touch(name);
        real.setIntHeader(name, value);
    }

    void addIntHeader(String name, int value) {
        touch(name);
        real.addIntHeader(name, value);
    }

    void addCookie(Cookie cookie) {
        touch("Set-Cookie");
        if (ways.hidesCookies() && !real.isCommitted()) {
            outerCookies(); // while there are no others
            List<Cookie> known = cookies == null ? new ArrayList<>(2) : cookies;
            cookies = known;
            known.add((Cookie) cookie.clone());
        }
        real.addCookie(cookie);
    }

    private List<Cookie> outerCookies() {
        List<Cookie> known = outerCookies == null ? new ContainerMethods(ways, real).hiddenCookies() : outerCookies;
        outerCookies = known;
        return known;
    }

    /** Remembers that a header is set inside, and what it was in front. */
    void touch(@Nullable String name) {
        changes++;
        if (name == null || real.isCommitted()) {
            return;
        }
        if (isInner(name)) {
            return;
        }
        List<String> known = names == null ? new ArrayList<>(4) : names;
        names = known;
        known.add(name);
        if (real.containsHeader(name)) {
            HeldHeaders kept = outer == null ? new HeldHeaders() : outer;
            outer = kept;
            kept.keep(name, real);
        }
    }

    /** Whether a header was set inside. */
    boolean isInner(String name) {
        List<String> known = names;
        for (int i = 0; known != null && i < known.size(); i++) {
            if (known.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** The names that were set inside and do not survive. */
    List<String> dropped(Predicate<String> survives) {
        List<String> known = names;
        if (known == null) {
            return List.of();
        }
        return known.stream().filter(name -> !survives.test(name)).toList();
    }

    /** What the container has, without what was set inside and does not survive. */
    HeldHeaders surviving(Predicate<String> survives) {
        HeldHeaders stay = new HeldHeaders();
        for (String name : List.copyOf(real.getHeaderNames())) {
            boolean described = name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Content-Length");
            if (!described && (survives.test(name) || !isInner(name))) {
                stay.keep(name, real);
            }
        }
        if (ways.hidesCookies()) {
            stay.keep(outerCookies());
            if (cookies != null && survives.test("Set-Cookie")) {
                stay.keep(cookies);
            }
        }
        return stay;
    }

    /** Forgets what was set inside, and gives the container back what stood in its place. */
    void forget() {
        if (outer != null) {
            outer.restore(real);
        }
        changes++;
        names = null;
        outer = null;
        cookies = null;
    }
}
