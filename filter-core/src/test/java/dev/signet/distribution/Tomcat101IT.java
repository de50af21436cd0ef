package dev.signet.distribution;

/** Apache Tomcat 10.1. */
class Tomcat101IT extends CatalinaDistribution {

    Tomcat101IT() {
        super("tomcat-10.1", 0);
    }
}
