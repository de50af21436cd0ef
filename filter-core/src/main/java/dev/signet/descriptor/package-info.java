/**
 * What a webapp says of its filters and servlets, in its web.xml or through its container, and what is wrong with that. It
 * knows no parameter and no servlet class but in {@code RunningWebapp}, so that the command line can use the rest.
 */
@NullMarked
package dev.signet.descriptor;

import org.jspecify.annotations.NullMarked;
