package dev.signet.attack;

import dev.signet.jwt.JwtSettings;
import dev.signet.jwt.RefusedToken;
import dev.signet.keys.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends forged tokens through a gate, and a genuine one that shows that it opens at all. */
public final class Attack {

    private Attack() {}

    /** Decides about the credentials of a call. */
    @FunctionalInterface
    public interface Gatekeeper {
        /**
         * Looks at credentials.
         *
         * @param authorization all values of an Authorization header
         * @return why they are refused, or null where they are taken for genuine
         */
        @Nullable
        RefusedToken refusal(Enumeration<String> authorization);
    }

    /**
     * Tries what can be made with the keys.
     *
     * @param settings what is right
     * @param keys from which tokens are forged
     * @param now in seconds since 1970
     * @param gate decides about them
     * @return what became of them
     */
    public static Report on(JwtSettings settings, Keys.InHand keys, long now, Gatekeeper gate) {
        GoodClaims claims = GoodClaims.of(settings, now);
        List<Forgery> forgeries = new ArrayList<>(StrangersForgeries.of(keys.targets(), claims));
        Keys.Signer signer = keys.signer();
        RefusedToken control = null;
        if (signer != null) {
            control = refusal(gate, Forgery.of("genuine", KeyHoldersForgeries.genuine(signer, claims)));
            forgeries.addAll(KeyHoldersForgeries.of(signer, settings, claims));
        }
        List<String> accepted = forgeries.stream()
                .filter(forgery -> refusal(gate, forgery) == null)
                .map(Forgery::name)
                .toList();
        return new Report(
                forgeries.size(),
                accepted,
                signer != null,
                control == null ? null : control.reason().slug());
    }

    private static @Nullable RefusedToken refusal(Gatekeeper gate, Forgery forgery) {
        return gate.refusal(Collections.enumeration(forgery.authorization()));
    }
}
