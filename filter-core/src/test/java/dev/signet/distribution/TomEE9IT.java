package dev.signet.distribution;

/** Apache TomEE 9, the web profile, of Servlet 5.0. */
class TomEE9IT extends CatalinaDistribution {

    TomEE9IT() {
        super("tomee-9", 0);
    }
}
