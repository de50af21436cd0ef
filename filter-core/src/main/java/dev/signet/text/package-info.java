/**
 * Text as it comes from strangers: strict JSON, UTF-8, base64url, a scanner for bodies, escapes, and what of it may be
 * shown in a log. A leaf: it knows nothing of the other packages.
 */
@NullMarked
package dev.signet.text;

import org.jspecify.annotations.NullMarked;
