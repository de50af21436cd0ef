package dev.signet.keys;

import java.util.List;

/**
 * The keys of a JWK set that can be used.
 *
 * @param materials in their order
 * @param alone whether the set has no other key, not even one that was left out: only then names do not matter
 */
record FoundKeys(List<KeyMaterial> materials, boolean alone) {

    FoundKeys {
        materials = List.copyOf(materials);
    }
}
