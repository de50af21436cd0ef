package dev.signet.keys;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters say of keys. Thread-safe.
 *
 * @param verifying finds the keys that verify; null where there are only keys that sign
 * @param signing the key that signs, null from it where there is none at the moment; null where there can be none
 * @param summary what and where they are, for a log
 * @param published the keys whose public halves may be shown to everyone
 */
record ConfiguredKeys(
        @Nullable KeyLookup verifying,
        @Nullable Supplier<@Nullable SigningKey> signing,
        Supplier<String> summary,
        Supplier<List<KeyMaterial>> published) {}
