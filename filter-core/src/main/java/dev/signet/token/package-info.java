/**
 * What a token is, whether it is genuine, and whose keys say so; it knows neither HTTP nor the envelope. Enter at
 * {@link dev.signet.token.TokenVerifier}, which turns the text of a token into a {@link dev.signet.token.Verification}.
 */
@NullMarked
package dev.signet.token;

import org.jspecify.annotations.NullMarked;
