package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** The language of the messages. */
enum Language {
    CHINESE,
    ENGLISH;

    /** The first of our languages that the caller prefers (RFC 9110 §12.5.4); Chinese where none is named. */
    static Language preferredBy(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return CHINESE; // getLocales() would answer the server's own locale
        }
        for (Locale locale : Collections.list(request.getLocales())) {
            switch (locale.getLanguage()) {
                case "zh" -> {
                    return CHINESE;
                }
                case "en" -> {
                    return ENGLISH;
                }
                default -> {}
            }
        }
        return CHINESE;
    }
}
