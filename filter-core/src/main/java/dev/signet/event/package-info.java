/**
 * What happens to a filter or an endpoint, told to whoever listens; the log is the first. Enter at
 * {@link dev.signet.event.Events}.
 */
@NullMarked
package dev.signet.event;

import org.jspecify.annotations.NullMarked;
