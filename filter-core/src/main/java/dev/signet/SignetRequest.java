package dev.signet;

import dev.signet.envelope.EnvelopeRequest;
import dev.signet.envelope.EnvelopeResponse;
import dev.signet.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** The request of an authenticated caller: who it is comes from the verified token. */
final class SignetRequest extends EnvelopeRequest {

    private final VerifiedToken token;

    SignetRequest(HttpServletRequest request, EnvelopeResponse response, VerifiedToken token) {
        super(request, response);
        this.token = token;
        request.setAttribute(Gate.TOKEN_ATTRIBUTE, token);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return token.principal();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        String name = token.principal();
        return name == null ? null : new TokenPrincipal(name);
    }

    @Override
    public boolean isUserInRole(String role) {
        return token.roles().contains(role);
    }

    @Override
    public String getAuthType() {
        return "Bearer";
    }

    /** The user a token names. */
    private record TokenPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }
}
