package dev.signet.spring.boot;

import dev.signet.config.Parameter;
import dev.signet.config.Parameter.Owner;
import dev.signet.config.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The endpoints of Signet that an application can have: whose parameters they read, and which property says where they are. */
enum Endpoint {
    /** Hands out tokens. */
    TOKEN(Owner.ENDPOINT, OwnProperty.TOKEN_PATH, Endpoint.TOKEN_BEAN),
    /** Publishes keys. */
    JWKS(Owner.JWK_SET, OwnProperty.JWKS_PATH, Endpoint.JWKS_BEAN),
    /** Is for partners. */
    PORTAL(Owner.PORTAL, OwnProperty.PORTAL_PATH, Endpoint.PORTAL_BEAN),
    /** Is for probes. */
    HEALTH(Owner.HEALTH, OwnProperty.HEALTH_PATH, Endpoint.HEALTH_BEAN);

    static final String FILTER_BEAN = "signetFilterRegistration";
    static final String TOKEN_BEAN = "signetTokenEndpoint";
    static final String JWKS_BEAN = "signetJwks";
    static final String PORTAL_BEAN = "signetPortal";
    static final String HEALTH_BEAN = "signetHealth";

    private final Owner owner;
    private final OwnProperty path;
    private final String bean;

    Endpoint(Owner owner, OwnProperty path, String bean) {
        this.owner = owner;
        this.path = path;
        this.bean = bean;
    }

    Owner owner() {
        return owner;
    }

    OwnProperty path() {
        return path;
    }

    /** The name of its registration, unless the application has one of its own. */
    String bean() {
        return bean;
    }

    /** Which properties would give a parameter something to do, in words; empty where there is none. */
    static String users(Parameter parameter) {
        List<Endpoint> users = Arrays.stream(values())
                .filter(endpoint -> Usage.isUsed(parameter, endpoint.owner))
                .toList();
        return users.stream().map(endpoint -> endpoint.path.toString()).collect(Collectors.joining(" or "));
    }
}
