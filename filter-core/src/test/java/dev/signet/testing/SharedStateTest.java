package dev.signet.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A state that is looked at twice shows what was written between, wherever that is. */
@SuppressWarnings("UnusedVariable") // fields that are read by what is tested
class SharedStateTest {

    private static final class Above {
        private static int counted;
    }

    private static class Base {
        boolean seen;
    }

    private static final class Holder extends Base {
        private static long total;

        private int plain;
        private Object other = "one";
        private final LongAdder adder = new LongAdder();
        private final AtomicInteger integer = new AtomicInteger();
        private final AtomicLong number = new AtomicLong();
        private final AtomicBoolean flag = new AtomicBoolean();
        private final AtomicReference<Object> reference = new AtomicReference<>();
        private final AtomicReferenceArray<Object> references = new AtomicReferenceArray<>(2);
        private final AtomicIntegerArray integers = new AtomicIntegerArray(2);
        private final long[] longs = new long[2];
        private final Object[] objects = {new AtomicInteger(), null};
        private final Map<String, Object> map = new ConcurrentHashMap<>(Map.of("a", 1));
        private final Map<String, AtomicInteger> counts = new HashMap<>(Map.of("a", new AtomicInteger()));
        private final List<Object> list = new ArrayList<>(List.of("a"));
        private final ThreadLocal<int[]> local = ThreadLocal.withInitial(() -> new int[1]);
    }

    private enum Write {
        NOTHING,
        PLAIN,
        OTHER,
        INHERITED,
        STATIC,
        STATIC_ELSEWHERE,
        ADDER,
        INTEGER,
        NUMBER,
        FLAG,
        REFERENCE,
        REFERENCES,
        INTEGERS,
        LONGS,
        OBJECTS,
        MAP,
        COUNTS,
        LIST,
        LOCAL;

        void make(Holder holder) {
            switch (this) {
                case NOTHING -> {}
                case PLAIN -> holder.plain++;
                case OTHER -> holder.other = "another";
                case INHERITED -> holder.seen = true;
                case STATIC -> Holder.total++;
                case STATIC_ELSEWHERE -> Above.counted++;
                case ADDER -> holder.adder.increment();
                case INTEGER -> holder.integer.incrementAndGet();
                case NUMBER -> holder.number.incrementAndGet();
                case FLAG -> holder.flag.set(true);
                case REFERENCE -> holder.reference.set("one");
                case REFERENCES -> holder.references.set(1, "one");
                case INTEGERS -> holder.integers.incrementAndGet(1);
                case LONGS -> holder.longs[1]++;
                case OBJECTS -> ((AtomicInteger) holder.objects[0]).incrementAndGet();
                case MAP -> holder.map.put("b", 2);
                case COUNTS -> holder.counts.get("a").incrementAndGet();
                case LIST -> holder.list.add("b");
                case LOCAL -> holder.local.get()[0]++;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void differencesWhenSomethingWasWrittenThenSeen(Write write) throws Exception {
        Holder holder = new Holder();
        SharedState before = SharedState.of(holder, Set.of(Above.class));
        write.make(holder);
        SharedState after = SharedState.of(holder, Set.of(Above.class));
        assertEquals(
                write == Write.NOTHING,
                before.differences(after).isEmpty(),
                before.differences(after).toString());
    }

    @Test
    void differencesWhenOneNumberWasWrittenThenItsPath() throws Exception {
        Holder holder = new Holder();
        SharedState before = SharedState.of(holder, Set.of());
        Write.ADDER.make(holder);
        assertEquals(Set.of("root.adder.value"), before.differences(SharedState.of(holder, Set.of())));
    }
}
