/**
 * Who the clients are: from a file or from the tables of a database, with what is taken back from them. Enter at
 * {@link dev.signet.clients.ClientDirectory} for those who ask for a token, and at {@link dev.signet.clients.ClientGuard}
 * for those who come with one.
 */
@NullMarked
package dev.signet.clients;

import org.jspecify.annotations.NullMarked;
