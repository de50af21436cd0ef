package dev.signet.framework;

import dev.signet.webapp.JerseyWebapp;
import jakarta.servlet.ServletContext;

/** A Jersey application. */
public final class JerseyHost extends FrameworkHost {

    @Override
    void register(ServletContext context) {
        add(context, JerseyWebapp.servlet(JerseyVersions.class, JerseyForms.class, JerseyLater.class), "/*");
    }
}
