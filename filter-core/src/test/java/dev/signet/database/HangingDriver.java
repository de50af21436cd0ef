package dev.signet.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** A data source whose driver waits for ever at one of its methods, whoever interrupts it, while the test wants it to. */
final class HangingDriver {

    private final String where;
    private final Semaphore passes = new Semaphore(0);
    private volatile boolean hangs;

    HangingDriver(String where) {
        this.where = where;
    }

    void hang() {
        hangs = true;
    }

    /** Those that hang go on. */
    void release() {
        hangs = false;
        passes.release(1_000_000);
    }

    DataSource around(DataSource source) {
        return wrapped(DataSource.class, source);
    }

    private <T> T wrapped(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                HangingDriver.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (hangs && method.getName().equals(where)) {
                        passes.acquireUninterruptibly();
                    }
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (result instanceof Connection) {
                        return wrapped(Connection.class, result);
                    }
                    return result instanceof PreparedStatement ? wrapped(PreparedStatement.class, result) : result;
                }));
    }
}
