package dev.signet.event;

import dev.signet.config.WatchedFile;

/** Tells of files, whoever has them watched. */
interface FileEvents extends WatchedFile.Listener {

    /** Where they are told. */
    Events events();

    @Override
    default void changed(String name) {
        events().tell(new Event.FileChanged(name));
    }

    @Override
    default void unreadable(String name) {
        events().tell(new Event.FileUnreadable(name));
    }

    @Override
    default void invalid(String name, String why) {
        events().tell(new Event.FileInvalid(name, why));
    }
}
