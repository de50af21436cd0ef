package dev.signet.differential;

import java.util.List;

/**
 * One program, played once.
 *
 * @param heard what the application heard, call by call
 * @param answer what went over the wire
 * @param ended whether the application had finished when the client stopped waiting for it
 */
record Played(List<Heard> heard, WireAnswer answer, boolean ended) {}
