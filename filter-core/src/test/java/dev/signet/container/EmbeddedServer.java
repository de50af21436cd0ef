package dev.signet.container;

/** A container that can be started with a webapp. */
public interface EmbeddedServer {

    /** Starts it. */
    Container.Running start(Webapp webapp) throws Exception;
}
