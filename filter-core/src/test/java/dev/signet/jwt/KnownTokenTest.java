package dev.signet.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;

/**
 * A check of a token that is known writes nothing that threads share, so that they do not wait for each other's caches. Seen
 * by what every field of the verifier holds, before and after.
 */
class KnownTokenTest {

    /** What can be reached from an object of ours: path to value, or to the identity of what is not ours. */
    private static Map<String, Object> state(Object root) throws IllegalAccessException {
        Map<String, Object> state = new TreeMap<>();
        visit("verifier", root, state, new IdentityHashMap<>());
        return state;
    }

    private static void visit(String path, Object at, Map<String, Object> state, Map<Object, Object> seen)
            throws IllegalAccessException {
        if (at == null || seen.put(at, at) != null) {
            state.put(path, at == null ? "null" : "seen");
            return;
        }
        state.put(path, System.identityHashCode(at));
        if (at instanceof AtomicLong number) {
            state.put(path + ".value", number.get());
        } else if (at instanceof AtomicReference<?> reference) {
            visit(path + ".value", reference.get(), state, seen);
        } else if (at instanceof AtomicReferenceArray<?> array) {
            for (int i = 0; i < array.length(); i++) {
                visit(path + '[' + i + ']', array.get(i), state, seen);
            }
        } else if (at.getClass().isArray() && !at.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(at); i++) {
                visit(path + '[' + i + ']', Array.get(at, i), state, seen);
            }
        } else if (at.getClass().getName().startsWith("dev.signet.")) {
            fields(path, at, state, seen);
        }
    }

    private static void fields(String path, Object at, Map<String, Object> state, Map<Object, Object> seen)
            throws IllegalAccessException {
        for (Field field : at.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !at.getClass().isEnum()) {
                field.setAccessible(true);
                String name = path + '.' + field.getName();
                if (field.getType().isPrimitive()) {
                    state.put(name, field.get(at));
                } else {
                    visit(name, field.get(at), state, seen);
                }
            }
        }
    }

    @Test
    void verifyWhenATokenIsKnownThenNothingIsWritten() throws Exception {
        TokenVerifier verifier = SignedText.verifier();
        Map<String, Object> unused = state(verifier);
        String token = SignedText.good();
        Verification first = assertInstanceOf(GenuineToken.class, verifier.verify(token));
        assertNotEquals(unused, state(verifier), "the state shows what is remembered");
        assertSame(first, verifier.verify(token)); // the first that is found notes that it was asked for
        Map<String, Object> before = state(verifier);
        for (int i = 0; i < 10; i++) {
            assertSame(first, verifier.verify(token));
        }
        assertEquals(before, state(verifier));
    }
}
