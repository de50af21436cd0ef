/**
 * Whether a token is genuine, ours and in time; and how one is signed. It knows neither HTTP nor the envelope. Enter at
 * {@link dev.signet.jwt.TokenVerifier}, which turns the text of a token into a {@link dev.signet.jwt.Verification}.
 */
@NullMarked
package dev.signet.jwt;

import org.jspecify.annotations.NullMarked;
