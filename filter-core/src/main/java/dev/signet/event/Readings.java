package dev.signet.event;

/**
 * What metrics read of a filter, whenever somebody asks for them. What is not known is NaN. Thread-safe.
 *
 * @hidden public for the filter alone
 */
public interface Readings {

    /** {@return how long ago the keys of an address or a source were fetched} */
    double keysAgeSeconds();

    /** {@return how many clients there are} */
    double clients();

    /** {@return how many verified tokens are remembered} */
    double cacheSize();

    /** {@return how many tokens were known already} */
    double cacheHits();

    /** {@return how many were not} */
    double cacheMisses();
}
