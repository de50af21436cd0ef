/**
 * What every answer looks like: one JSON envelope, spliced around the bytes of the application and never re-serialised.
 * Enter at {@link dev.signet.envelope.EnvelopeResponse}; this package knows nothing of tokens.
 */
@NullMarked
package dev.signet.envelope;

import org.jspecify.annotations.NullMarked;
