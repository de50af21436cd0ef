package dev.signet.dropin;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * What threads keep in variables of their own. A server's thread outlives a webapp, and a value that is held softly goes
 * only when memory runs short.
 */
final class ThreadLocals {

    private ThreadLocals() {}

    /** The values, also those behind a reference, whose class a loader has loaded; as thread and class. */
    static List<String> ofClassesFrom(WeakReference<ClassLoader> loader) throws ReflectiveOperationException {
        List<String> kept = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            Object map = get(Thread.class, "threadLocals", thread);
            Object table = map == null ? null : get(map.getClass(), "table", map);
            for (int i = 0; table != null && i < Array.getLength(table); i++) {
                Object entry = Array.get(table, i);
                Object value = entry == null ? null : get(entry.getClass(), "value", entry);
                if (value instanceof Reference<?> reference) {
                    value = reference.get();
                }
                if (value != null && loader.refersTo(value.getClass().getClassLoader()) && !loader.refersTo(null)) {
                    kept.add(thread.getName() + ": " + value.getClass().getName());
                }
            }
        }
        return kept;
    }

    private static Object get(Class<?> type, String name, Object object) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true); // opened to the tests of the packaged jars
        return field.get(object);
    }
}
