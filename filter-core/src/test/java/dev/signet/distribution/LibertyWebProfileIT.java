package dev.signet.distribution;

/** Open Liberty with the web profile 10. */
class LibertyWebProfileIT extends LibertyDistribution {

    LibertyWebProfileIT() {
        super("liberty-webprofile", "webProfile-10.0", 0);
    }
}
