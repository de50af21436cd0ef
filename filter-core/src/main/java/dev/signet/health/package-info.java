/**
 * How the filters and endpoints of a webapp are, told by each of them and read by whoever answers a probe. A leaf. Enter at
 * {@link dev.signet.health.Parts}.
 */
@NullMarked
package dev.signet.health;

import org.jspecify.annotations.NullMarked;
