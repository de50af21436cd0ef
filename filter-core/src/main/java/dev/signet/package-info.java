/**
 * The top of the house: install the filter, admit a request or refuse it.
 * Enter at {@link dev.signet.SignetFilter}; {@link dev.signet.SignetConfig} holds everything that can be set.
 */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
