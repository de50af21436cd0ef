/**
 * The words about tokens that an application types: a {@link dev.signet.token.VerifiedToken} that it is shown, and a
 * {@link dev.signet.token.KeySource} that it may plug in.
 */
@NullMarked
package dev.signet.token;

import org.jspecify.annotations.NullMarked;
