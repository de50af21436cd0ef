package dev.signet;

import dev.signet.envelope.EnvelopeOptions;
import dev.signet.envelope.EnvelopeOptions.CustomError;
import dev.signet.envelope.EnvelopeOptions.Message;
import dev.signet.envelope.EnvelopeSettings;
import dev.signet.portal.Contract;
import dev.signet.portal.Contract.Kind;
import dev.signet.portal.Contract.OwnError;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells the partners' portal what a filter does to calls and answers. */
final class ShownContract {

    private ShownContract() {}

    /** Shows it to whoever asks in this webapp; returns what takes it back. */
    static Object show(ServletContext webapp, SignetConfig config) {
        EnvelopeSettings envelope = config.envelope();
        EnvelopeOptions options = config.settings().envelope();
        Map<String, String> facts = new HashMap<>();
        put(facts, Contract.REAL_STATUS, options.realStatus());
        put(facts, Contract.NUMERIC_TIMESTAMP, options.timestampAsNumber());
        put(facts, Contract.TEXT_WRAPPED, options.wrapTextPlain());
        put(facts, Contract.NO_CONTENT_PASSES, options.passNoContent());
        facts.put(
                Contract.LANGUAGE,
                options.language().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        String header = envelope.requestIds().shownHeader();
        if (header != null) {
            facts.put(Contract.REQUEST_ID, header);
        }
        List<OwnError> errors = new ArrayList<>();
        new TreeMap<>(options.statuses())
                .forEach((status, error) -> errors.add(own(Kind.STATUS, String.valueOf(status), error, envelope)));
        new TreeMap<>(options.exceptions())
                .forEach((name, error) -> errors.add(own(Kind.EXCEPTION, name, error, envelope)));
        new TreeMap<>(options.reasons())
                .forEach((reason, error) -> errors.add(own(Kind.REASON, reason, error, envelope)));
        return new Contract(config.settings().rules(), config.excluded(), facts, errors).show(webapp);
    }

    private static void put(Map<String, String> facts, String name, boolean is) {
        if (is) {
            facts.put(name, "true");
        }
    }

    private static OwnError own(Kind kind, String subject, CustomError error, EnvelopeSettings envelope) {
        Message message = envelope.message(error);
        return new OwnError(kind, subject, error.code(), message.chinese(), message.english());
    }
}
