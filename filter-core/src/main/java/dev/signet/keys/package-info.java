/**
 * Whose keys say whether a token is genuine, and which one signs: keys of parameters, files, an address or a plugged-in
 * source, each with the same checks. Enter at {@link dev.signet.keys.Keys}, the only type that other rooms know.
 */
@NullMarked
package dev.signet.keys;

import org.jspecify.annotations.NullMarked;
