package dev.signet.keys;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A curve of RFC 7518 §6.2.1.1. */
@SuppressWarnings("ImmutableEnumChecker") // what it holds is never changed
enum EcCurve {
    P256("P-256", "secp256r1", 32),
    P384("P-384", "secp384r1", 48),
    P521("P-521", "secp521r1", 66);

    private final String joseName;
    private final ECParameterSpec parameters;
    private final int partBytes;
    private final byte[] order;

    EcCurve(String joseName, String javaName, int partBytes) {
        this.joseName = joseName;
        this.partBytes = partBytes;
        try {
            AlgorithmParameters found = AlgorithmParameters.getInstance("EC");
            found.init(new ECGenParameterSpec(javaName));
            this.parameters = found.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + javaName, e);
        }
        this.order = fixed(parameters.getOrder(), partBytes);
    }

    /** The {@code crv} of a JSON web key. */
    String joseName() {
        return joseName;
    }

    ECParameterSpec parameters() {
        return parameters;
    }

    /** The curve with these parameters, all of them (CVE-2020-0601 compared only some); null for any other. */
    static @Nullable EcCurve of(@Nullable ECParameterSpec given) {
        for (EcCurve curve : values()) {
            ECParameterSpec own = curve.parameters;
            if (given != null
                    && own.getCurve().getField().equals(given.getCurve().getField())
                    && own.getCurve().getA().equals(given.getCurve().getA())
                    && own.getCurve().getB().equals(given.getCurve().getB())
                    && own.getGenerator().equals(given.getGenerator())
                    && own.getOrder().equals(given.getOrder())
                    && own.getCofactor() == given.getCofactor()) {
                return curve;
            }
        }
        return null;
    }

    /** Whether a point satisfies the equation of the curve; all these curves have cofactor 1. */
    boolean contains(ECPoint point) {
        BigInteger p = prime();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (point.equals(ECPoint.POINT_INFINITY)
                || x.signum() < 0
                || y.signum() < 0
                || x.compareTo(p) >= 0
                || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3)
                .add(parameters.getCurve().getA().multiply(x))
                .add(parameters.getCurve().getB());
        return y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    int signatureBytes() {
        return 2 * partBytes;
    }

    /**
     * Whether a signature has the form of RFC 7518 §3.4: R and S side by side, each of fixed length and from 1 to n-1.
     * Zeros are signatures of anything to a verifier that forgets to look (CVE-2022-21449).
     */
    boolean canBeSignature(byte[] signature) {
        return signature.length == signatureBytes() && isInRange(signature, 0) && isInRange(signature, partBytes);
    }

    private boolean isInRange(byte[] signature, int from) {
        int to = from + partBytes;
        return Arrays.compareUnsigned(signature, from, to, order, 0, partBytes) < 0 && !isZero(signature, from, to);
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The public point of a private number (SEC 1 §3.2.1). Used at start only, so its time tells nobody anything. */
    ECPoint publicPoint(BigInteger secret) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = secret.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (secret.testBit(bit)) {
                sum = add(sum, parameters.getGenerator());
            }
        }
        return sum;
    }

    private ECPoint add(ECPoint one, ECPoint other) {
        if (one.equals(ECPoint.POINT_INFINITY)) {
            return other;
        }
        if (other.equals(ECPoint.POINT_INFINITY)) {
            return one;
        }
        BigInteger p = prime();
        BigInteger x = one.getAffineX();
        BigInteger y = one.getAffineY();
        BigInteger above;
        BigInteger below;
        if (!x.equals(other.getAffineX())) {
            above = other.getAffineY().subtract(y);
            below = other.getAffineX().subtract(x);
        } else if (y.equals(other.getAffineY())) {
            above = x.pow(2)
                    .multiply(BigInteger.valueOf(3))
                    .add(parameters.getCurve().getA());
            below = y.shiftLeft(1);
        } else {
            return ECPoint.POINT_INFINITY;
        }
        BigInteger slope = above.multiply(below.modInverse(p)).mod(p);
        BigInteger sumX = slope.pow(2).subtract(x).subtract(other.getAffineX()).mod(p);
        return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(p));
    }

    private BigInteger prime() {
        return ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray(); // may begin with a sign byte
        byte[] fixed = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return fixed;
    }
}
