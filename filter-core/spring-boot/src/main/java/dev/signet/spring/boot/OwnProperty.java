package dev.signet.spring.boot;

/** What stands below {@code signet.} and is no parameter of {@code web.xml}: what an installer says there in other ways. */
enum OwnProperty {
    /** Whether there is any of it. */
    ENABLED("enabled"),
    /** Whether Actuator and API documents are excluded. */
    DEFAULT_EXCLUSIONS("default-exclusions"),
    /** Where the token endpoint is. */
    TOKEN_PATH("token.path"),
    /** Where the published keys are. */
    JWKS_PATH("jwks.path"),
    /** Where the partners' portal is. */
    PORTAL_PATH("portal.path"),
    /** Where probes ask. */
    HEALTH_PATH("health.path");

    /** What all properties begin with. */
    static final String PREFIX = "signet.";

    private final String text;

    OwnProperty(String text) {
        this.text = text;
    }

    /** The name without the prefix. */
    String text() {
        return text;
    }

    /** The name as it is typed. */
    @Override
    public String toString() {
        return PREFIX + text;
    }
}
