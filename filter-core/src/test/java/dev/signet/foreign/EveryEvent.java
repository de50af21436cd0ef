package dev.signet.foreign;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Hears of all that comes of a cycle in one place. */
interface EveryEvent extends AsyncListener {

    /** Of an event, by the name of its method. */
    void tell(String name, AsyncEvent event);

    @Override
    default void onComplete(AsyncEvent event) {
        tell("onComplete", event);
    }

    @Override
    default void onTimeout(AsyncEvent event) {
        tell("onTimeout", event);
    }

    @Override
    default void onError(AsyncEvent event) {
        tell("onError", event);
    }

    @Override
    default void onStartAsync(AsyncEvent event) {
        tell("onStartAsync", event);
    }
}
