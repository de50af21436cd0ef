package dev.signet.spring.boot;

/**
 * A bean that has the last word on what Signet is set up with: for values that are computed, and for tests. Several are asked in
 * the order of Spring. Called once, while the application starts.
 */
@FunctionalInterface
public interface SignetSetupCustomizer {

    /**
     * Changes the setup.
     *
     * @param setup what properties and beans say
     * @return what counts
     */
    SignetSetup customize(SignetSetup setup);
}
