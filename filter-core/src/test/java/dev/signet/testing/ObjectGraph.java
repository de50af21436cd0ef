package dev.signet.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Every object of Signet that can be reached from one of them, through collections and other holders of the JDK. */
public final class ObjectGraph {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();
    private final List<Object> ours = new ArrayList<>();

    private ObjectGraph() {}

    /** The objects, the first one included. */
    public static List<Object> from(Object first) throws IllegalAccessException {
        ObjectGraph graph = new ObjectGraph();
        graph.add(first);
        while (!graph.ahead.isEmpty()) {
            graph.visit(graph.ahead.remove());
        }
        return graph.ours;
    }

    private void add(Object object) {
        if (object != null && seen.add(object)) {
            ahead.add(object);
        }
    }

    private void visit(Object object) throws IllegalAccessException {
        if (object instanceof Object[] array) {
            Arrays.asList(array).forEach(this::add);
        } else if (object instanceof Path) {
            return; // whose names are paths, and so on without end
        } else if (object instanceof Iterable<?> many) {
            many.forEach(this::add);
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key);
                add(value);
            });
        } else if (object instanceof AtomicReference<?> holder) {
            add(holder.get());
        } else if (object instanceof AtomicReferenceArray<?> array) {
            for (int i = 0; i < array.length(); i++) {
                add(array.get(i));
            }
        }
        if (object.getClass().getName().startsWith("dev.signet.")) {
            ours.add(object);
            for (Class<?> type = object.getClass();
                    type.getName().startsWith("dev.signet.");
                    type = type.getSuperclass()) {
                fields(object, type);
            }
        }
    }

    private void fields(Object object, Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (!field.getType().isPrimitive()) {
                field.setAccessible(true);
                add(field.get(Modifier.isStatic(field.getModifiers()) ? null : object));
            }
        }
    }
}
