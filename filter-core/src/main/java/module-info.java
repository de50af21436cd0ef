/** A servlet filter that makes a webapp speak the open-platform contract. */
@SuppressWarnings("requires-automatic") // Micrometer's jars have no other form
module dev.signet.filter {
    requires static transitive jakarta.servlet;
    requires static org.jspecify; // annotations, which no user of this module needs
    requires static jdk.jfr; // a runtime image may be without it
    requires static micrometer.core; // where it is there
    requires com.fasterxml.jackson.databind;
    requires com.nimbusds.jose.jwt;
    requires java.naming;
    requires java.sql;
    requires java.xml;

    exports dev.signet;
    exports dev.signet.envelope;
    exports dev.signet.event;
    exports dev.signet.issue;
    exports dev.signet.portal;
    exports dev.signet.token;

    provides jakarta.servlet.ServletContainerInitializer with
            dev.signet.start.EarlyDoor;

    uses dev.signet.TokenCheck;
    uses dev.signet.event.CallListener;
    uses dev.signet.issue.ClientStore;
    uses dev.signet.issue.TokenIssuer;
    uses dev.signet.token.KeySource;
}
