/**
 * What an installer types: the one table of parameters, how each is read, the files and plugins that they name. A leaf: it
 * knows nothing of what the parameters are for. Enter at {@link dev.signet.config.Parameters}.
 */
@NullMarked
package dev.signet.config;

import org.jspecify.annotations.NullMarked;
