package dev.signet.referee;

import dev.signet.issue.ClientStore;
import dev.signet.issue.IssuedToken;
import dev.signet.issue.TokenIssuer;
import dev.signet.issue.TokenRequest;
import java.util.List;

/** Signs the claims of the row that a client names, or issues what the endpoint issues by itself. */
public final class RowIssuer implements TokenIssuer {

    /** Asks for a token of the endpoint's own. */
    static final String BUILT_IN = "built-in";

    // of "sesame"
    private static final String HASH = "sha256:0MBPSxlR5K6q7IIj7SA55ULzqugFpvp/bXlOWv/10nI=";

    private Context context;

    /** As an application would write it. */
    public RowIssuer() {}

    @Override
    public void init(Context given) {
        context = given;
    }

    @Override
    public IssuedToken issue(TokenRequest request) {
        if (request.appKey().equals(BUILT_IN)) {
            ClientStore.Client client = new ClientStore.Client("客户", new ClientStore.Secret(HASH));
            return context.issue(client.withRights(List.of("orders:read", "orders:write"), List.of("clerk")));
        }
        return new IssuedToken(
                context.sign(ClaimRow.valueOf(request.appKey()).claims()),
                context.clock().instant().plus(context.lifetime()));
    }
}
