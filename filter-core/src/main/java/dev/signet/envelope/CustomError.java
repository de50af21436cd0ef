package dev.signet.envelope;

import org.jspecify.annotations.Nullable;

/**
 * A line of {@code errors.statuses} or {@code errors.exceptions}; like {@code 20010 库存不足}.
 *
 * @param code the envelope's code
 * @param message the envelope's message in every language, or null for the table's message of the code
 */
public record CustomError(int code, @Nullable String message) {}
