package dev.signet.jwt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a token speaks of and for whom, read out of its claims by {@link ClaimRules}.
 *
 * @param roles as they are listed: {@link GenuineToken} makes a set of them for whoever asks
 * @param scopes likewise
 */
record Identity(
        @Nullable String issuer,
        List<String> audience,
        @Nullable String id,
        @Nullable String principal,
        List<String> roles,
        List<String> scopes) {

    @Override
    public String toString() {
        return "identity"; // claims never reach a log, not even by accident
    }
}
