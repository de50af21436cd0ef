package dev.signet.jwt;

import org.jspecify.annotations.Nullable;

/**
 * What Signet takes from a header (RFC 7515 §4.1); everything else in it is ignored, keys and their addresses first.
 *
 * @param algorithm the {@code alg} as spelled; null where it is absent or not a string
 * @param keyId the {@code kid}; null where it is absent
 */
record JwsHeader(@Nullable String algorithm, @Nullable String keyId) {}
