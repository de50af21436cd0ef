package dev.signet.keys;

import java.math.BigInteger;

/** The curve of Ed25519 (RFC 8032 §5.1), −x² + y² = 1 + dx²y² modulo p, as far as its y alone tells of a point. */
final class Ed25519Curve {

    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);

    private Ed25519Curve() {}

    /** Whether there is a point with this y; one of p and more is a second spelling of another (RFC 8032 §5.1.3). */
    static boolean contains(BigInteger y) {
        if (y.signum() < 0 || y.compareTo(P) >= 0) {
            return false;
        }
        BigInteger square = y.multiply(y);
        BigInteger above = square.subtract(BigInteger.ONE);
        BigInteger below = D.multiply(square).add(BigInteger.ONE);
        // x² = above / below has a root when above · below has one: Euler's criterion
        BigInteger euler =
                above.multiply(below).modPow(P.subtract(BigInteger.ONE).shiftRight(1), P);
        return euler.signum() == 0 || euler.equals(BigInteger.ONE);
    }

    /**
     * Whether eight times the point is the neutral element. With such a public key anyone can make signatures that hold.
     *
     * @param y of a point of the curve
     */
    static boolean isLowOrder(BigInteger y) {
        // order 1 and 2: y = ±1; order 4: y = 0; order 8: doubling gives y = 0, which means x² = -y²
        BigInteger square = y.multiply(y).mod(P);
        BigInteger eighth =
                D.multiply(square).add(BigInteger.TWO).multiply(square).subtract(BigInteger.ONE);
        return square.multiply(square.subtract(BigInteger.ONE))
                        .multiply(eighth)
                        .mod(P)
                        .signum()
                == 0;
    }
}
