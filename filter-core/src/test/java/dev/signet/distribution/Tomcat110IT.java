package dev.signet.distribution;

/** Apache Tomcat 11.0. */
class Tomcat110IT extends CatalinaDistribution {

    Tomcat110IT() {
        super("tomcat-11.0", 0);
    }
}
