package dev.signet.spring.boot;

import dev.signet.clients.ClientListener;
import dev.signet.keys.KeyListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears of keys and clients while a start is only tried; the start itself tells the log. */
final class Silence implements KeyListener, ClientListener {

    @Override
    public void changed(String name) {}

    @Override
    public void unreadable(String name) {}

    @Override
    public void invalid(String name, String why) {}

    @Override
    public void ignored(String source, String why) {}

    @Override
    public void unavailable(String source, Duration inForce, String why, @Nullable Throwable thrown) {}

    @Override
    public void waited(String source, boolean came) {}

    @Override
    public void available(String source) {}

    @Override
    public void doubtful(String what) {}

    @Override
    public void clientUnreadable(String id, String why) {}

    @Override
    public void databaseUnavailable(String why, @Nullable Throwable thrown) {}

    @Override
    public void questionFailed(Throwable thrown) {}

    @Override
    public void databaseAvailable() {}
}
