package dev.signet.envelope;

/** Looks into the pool that the answers of a filter share. */
public final class PoolGauge {

    private PoolGauge() {}

    /** How many arrays answers have not given back. */
    public static int lent(EnvelopeSettings settings) {
        return settings.pool.lent();
    }
}
