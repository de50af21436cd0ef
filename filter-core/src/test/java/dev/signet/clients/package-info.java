/** Who the clients are: what cannot be seen over the wire. */
package dev.signet.clients;
