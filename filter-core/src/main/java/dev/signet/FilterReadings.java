package dev.signet;

import dev.signet.event.Readings;
import dev.signet.jwt.CacheCounts;
import dev.signet.keys.Keys;

/** What metrics read of a filter. */
record FilterReadings(Keys keys, ClientCheck check, CacheCounts cache) implements Readings {

    @Override
    public double keysAgeSeconds() {
        long millis = keys.ageMillis();
        return millis < 0 ? Double.NaN : millis / 1000.0;
    }

    @Override
    public double clients() {
        int clients = check.clients();
        return clients < 0 ? Double.NaN : clients;
    }

    @Override
    public double cacheSize() {
        return cache.size();
    }

    @Override
    public double cacheHits() {
        return cache.hits();
    }

    @Override
    public double cacheMisses() {
        return cache.misses();
    }
}
