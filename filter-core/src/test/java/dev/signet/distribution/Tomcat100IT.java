package dev.signet.distribution;

/** Apache Tomcat 10.0, of Servlet 5.0. */
class Tomcat100IT extends CatalinaDistribution {

    Tomcat100IT() {
        super("tomcat-10.0", 0);
    }
}
