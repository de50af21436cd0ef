/**
 * What the container calls when the webapp starts, before the filter is there; found through the jar, named by nobody.
 */
@NullMarked
package dev.signet.start;

import org.jspecify.annotations.NullMarked;
