package dev.signet.bench;

import java.util.List;

/** Everybody who verifies a token here, by name. */
final class Contenders {

    static final List<String> NAMES = List.of(
            "floor-signature",
            "floor-signature-claims",
            "signet-repeat",
            "signet",
            "fusionauth",
            "java-jwt",
            "nimbus",
            "spring",
            "spring-7",
            "jjwt",
            "jose4j");

    private Contenders() {}

    /** A new one; those whose names begin with {@code floor} belong to one thread. */
    static TokenCheck named(String name, SampleToken sample) throws Exception {
        return switch (name) {
            case "floor-signature" -> Floors.signature(sample);
            case "floor-signature-claims" -> Floors.signatureAndClaims(sample);
            case "signet-repeat" -> Signet.of(sample, 1024);
            case "signet" -> Signet.of(sample, 0);
            case "fusionauth" -> Peers.fusionauth(sample);
            case "java-jwt" -> Peers.javaJwt(sample);
            case "nimbus" -> Peers.nimbus(sample);
            case "spring" -> Peers.spring(sample);
            case "spring-7" -> Peers.spring7(sample);
            case "jjwt" -> Peers.jjwt(sample);
            case "jose4j" -> Peers.jose4j(sample);
            default -> throw new IllegalArgumentException("one of " + NAMES);
        };
    }
}
