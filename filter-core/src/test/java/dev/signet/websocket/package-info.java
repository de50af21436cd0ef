/** WebSocket endpoints of a webapp on disk, with the lines of the README in its web.xml, on the servers that have them. */
package dev.signet.websocket;
