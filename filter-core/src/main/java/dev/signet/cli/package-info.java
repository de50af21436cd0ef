/**
 * What an operator types at a prompt: {@code java -jar signet-filter-all-….jar}. Enter at {@link dev.signet.cli.Main};
 * what can be typed is the table of {@link dev.signet.cli.CommandLine}. Nothing else knows this room.
 */
@NullMarked
package dev.signet.cli;

import org.jspecify.annotations.NullMarked;
