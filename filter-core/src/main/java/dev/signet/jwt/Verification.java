package dev.signet.jwt;

/** What {@link TokenVerifier#verify} says of a token: genuine with its claims, or refused with a reason. */
public sealed interface Verification permits GenuineToken, RefusedToken {}
