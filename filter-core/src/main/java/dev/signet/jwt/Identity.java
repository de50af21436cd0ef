package dev.signet.jwt;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who a token speaks of and for whom, read out of its claims by {@link ClaimRules}. */
record Identity(
        @Nullable String issuer,
        List<String> audience,
        @Nullable String id,
        @Nullable String principal,
        Set<String> roles,
        Set<String> scopes) {

    @Override
    public String toString() {
        return "identity"; // claims never reach a log, not even by accident
    }
}
