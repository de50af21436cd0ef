/** Starts the webapp of {@code com.acme.orders} on an embedded Jetty; enter at {@link dev.signet.demo.Demo}. */
@NullMarked
package dev.signet.demo;

import org.jspecify.annotations.NullMarked;
