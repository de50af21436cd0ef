/**
 * Whose call it is: the caller's address, also behind proxies that are trusted to tell it, and the networks it lies in. A
 * leaf: it knows text and parameters only. Enter at {@link dev.signet.caller.TrustedProxies}.
 */
@NullMarked
package dev.signet.caller;

import org.jspecify.annotations.NullMarked;
