package dev.signet.issue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/**
 * The {@code expirationTime} of an answer in local time; like {@code 2022-09-28 13:53:05}. Thread-safe.
 *
 * <p>Where clocks are set back, an hour comes twice and the text does not say which of the two is meant. A token must live
 * at least as long as any reading of its text, so in the first of the two hours the text is the last second before them.
 *
 * @param zone whose clocks are meant
 */
record ExpirationTime(ZoneId zone) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** The text for the first instant at which a token is no longer valid. */
    String of(Instant end) {
        ZoneOffset offset = zone.getRules().getOffset(end);
        LocalDateTime local = LocalDateTime.ofEpochSecond(end.getEpochSecond(), 0, offset);
        ZoneOffsetTransition transition = zone.getRules().getTransition(local); // null but for an hour that is twice
        boolean first = transition != null && offset.equals(transition.getOffsetBefore());
        return FORM.format(first ? transition.getDateTimeAfter().minusSeconds(1) : local);
    }
}
