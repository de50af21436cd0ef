package dev.signet.referee;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Claims of one kind each, as an issuer would give them. */
enum ClaimRow {
    ONLY_EXPIRY {
        @Override
        void add(Map<String, Object> claims) {}
    },
    ONE_AUDIENCE {
        @Override
        void add(Map<String, Object> claims) {
            claims.put("iss", "https://id.signet.example/");
            claims.put("sub", "user-1");
            claims.put("aud", "orders");
            claims.put("iat", START);
            claims.put("nbf", START);
            claims.put("jti", "5f0c1d");
        }
    },
    SEVERAL_AUDIENCES {
        @Override
        void add(Map<String, Object> claims) {
            claims.put("aud", List.of("orders", "billing", "客户"));
            claims.put("roles", List.of("admin", "clerk"));
            claims.put("scope", "orders:read orders:write");
        }
    },
    LONG_NAMES {
        @Override
        void add(Map<String, Object> claims) {
            claims.put("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "acme");
            claims.put("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "clerk");
        }
    },
    /** Escapes, what lies outside the basic plane, and numbers that a double does not hold. */
    EVERY_TYPE {
        @Override
        void add(Map<String, Object> claims) {
            claims.put("name", "Zoë \"Z\" 王小明 \uD83D\uDD11 \\ / \t\u0001 \u2028 </script>");
            claims.put("empty", "");
            claims.put("yes", true);
            claims.put("no", false);
            claims.put("small", -1);
            claims.put("large", 9_007_199_254_740_993L);
            claims.put("list", List.of("a", 1, true, List.of(), Map.of()));
            claims.put("nested", Map.of("deep", Map.of("deeper", List.of(Map.of("deepest", "x")))));
        }
    },
    /** As the interface document's sample has it, which is no NumericDate. */
    NOT_BEFORE_AS_TEXT {
        @Override
        void add(Map<String, Object> claims) {
            claims.put("nbf", Long.toString(START));
        }
    };

    private static final long START = 1_664_344_355L;
    private static final long END = 4_070_908_800L;

    abstract void add(Map<String, Object> claims);

    /** Claims in the order in which they are written; they do not end in this century. */
    Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("exp", END);
        add(claims);
        return claims;
    }
}
