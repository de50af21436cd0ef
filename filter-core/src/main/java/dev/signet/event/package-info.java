/**
 * What happens to a filter or an endpoint, told to whoever listens; the log is the first. An application listens as a
 * {@link dev.signet.event.CallListener}; inside, enter at {@code Events}.
 */
@NullMarked
package dev.signet.event;

import org.jspecify.annotations.NullMarked;
