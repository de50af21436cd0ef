/**
 * Hands out tokens: one servlet reads the credentials of a client, asks a {@link dev.signet.issue.TokenIssuer} and
 * answers plain JSON, which the filter in front of it wraps like any other answer. Enter at
 * {@link dev.signet.issue.TokenServlet}; plug in clients with a {@link dev.signet.issue.ClientStore}, everything else
 * with a {@link dev.signet.issue.TokenIssuer}.
 */
@NullMarked
package dev.signet.issue;

import org.jspecify.annotations.NullMarked;
