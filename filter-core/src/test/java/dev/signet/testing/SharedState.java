package dev.signet.testing;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

/**
 * All that can be reached from an object of ours at one moment, statics included: path to value, or to the identity of what is
 * neither ours nor a holder of the JDK. What is written back as it was, like a lock, is not seen.
 */
public final class SharedState {

    private final Map<String, Object> values = new TreeMap<>();
    private final IdentityHashMap<Object, String> seen = new IdentityHashMap<>();

    private SharedState() {}

    /**
     * Looks at an object, and at the statics of its class and of all others that are met.
     *
     * @param root the object
     * @param classes whose statics count as well
     */
    public static SharedState of(Object root, Collection<Class<?>> classes) throws IllegalAccessException {
        SharedState state = new SharedState();
        state.visit("root", root);
        for (Class<?> each : classes) {
            state.statics(each);
        }
        return state;
    }

    /** All classes of one of our packages, without those that are made at run time. */
    public static List<Class<?>> classes(String packageName) throws IOException, ClassNotFoundException {
        Path folder = Path.of("target", "classes").resolve(packageName.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> packageName + '.' + name.replace(".class", ""))
                    .toList();
            Class<?>[] classes = new Class<?>[names.size()];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = Class.forName(names.get(i));
            }
            return List.of(classes);
        }
    }

    /** Where two moments differ, as paths. */
    public Set<String> differences(SharedState other) {
        Set<String> paths = new TreeSet<>(values.keySet());
        paths.addAll(other.values.keySet());
        paths.removeIf(path -> values.containsKey(path)
                && other.values.containsKey(path)
                && Objects.equals(values.get(path), other.values.get(path)));
        return paths;
    }

    private void visit(String path, Object at) throws IllegalAccessException {
        if (at == null) {
            values.put(path, "null");
            return;
        }
        String known = seen.putIfAbsent(at, path);
        values.put(path, System.identityHashCode(at) + (known == null ? "" : " as " + known));
        if (known != null) {
            return;
        }
        if (at.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(at); i++) {
                element(path + '[' + i + ']', Array.get(at, i), at.getClass().getComponentType());
            }
        } else if (at.getClass().getName().startsWith("dev.signet.")) {
            for (Class<?> type = at.getClass(); type != null && isOurs(type); type = type.getSuperclass()) {
                fields(path + '.', at, type);
                statics(type);
            }
        } else if (at instanceof Map<?, ?> map) {
            entries(path, map);
        } else if (at instanceof Collection<?> many) {
            int i = 0;
            for (Object each : many) {
                visit(path + '[' + i++ + ']', each);
            }
        } else {
            holder(path + ".value", at);
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("dev.signet.");
    }

    private void element(String path, Object value, Class<?> type) throws IllegalAccessException {
        if (type.isPrimitive()) {
            values.put(path, value);
        } else {
            visit(path, value);
        }
    }

    private void entries(String path, Map<?, ?> map) throws IllegalAccessException {
        values.put(path + ".size", map.size());
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            visit(path + ".key" + i, entry.getKey());
            visit(path + ".value" + i++, entry.getValue());
        }
    }

    /** Numbers that can be counted up, like those of AtomicInteger and LongAdder, and holders of one thing or of many. */
    private void holder(String path, Object at) throws IllegalAccessException {
        if (at instanceof Number number) {
            values.put(path, number.toString());
        } else if (at instanceof AtomicBoolean flag) {
            values.put(path, flag.get());
        } else if (at instanceof AtomicLongArray || at instanceof AtomicIntegerArray) {
            values.put(path, at.toString());
        } else if (at instanceof AtomicReference<?> reference) {
            visit(path, reference.get());
        } else if (at instanceof ThreadLocal<?> local) {
            visit(path, local.get());
        } else if (at instanceof AtomicReferenceArray<?> array) {
            for (int i = 0; i < array.length(); i++) {
                visit(path + '[' + i + ']', array.get(i));
            }
        }
    }

    private void statics(Class<?> type) throws IllegalAccessException {
        if (seen.putIfAbsent(type, type.getName()) == null) {
            fields(type.getName() + '.', null, type);
        }
    }

    /** The fields of an object, or the statics of a class. */
    private void fields(String path, Object at, Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) == (at == null)) {
                field.setAccessible(true);
                element(path + field.getName(), field.get(at), field.getType());
            }
        }
    }
}
