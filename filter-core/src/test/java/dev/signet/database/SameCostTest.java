package dev.signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.testing.FakeWebapp;
import dev.signet.testing.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody can tell by the time of a refusal whether there is such a client: each way to the database takes some. */
class SameCostTest {

    private final List<String> statements = new CopyOnWriteArrayList<>();

    private Object called(Object on, Method method, Object[] arguments) throws Throwable {
        Object answer;
        try {
            answer = method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (method.getName().equals("prepareStatement") && ((String) arguments[0]).startsWith("SELECT ")) {
            statements.add((String) arguments[0]);
        }
        return answer instanceof Connection connection
                ? FakeWebapp.proxy(Connection.class, (proxy, asked, given) -> called(connection, asked, given))
                : answer;
    }

    /** What is asked about clients while a secret is refused. */
    private List<String> refused(Node node, String id) throws Exception {
        statements.clear();
        assertEquals(15000, node.login(id, "wrong").code());
        return statements.stream()
                .filter(sql -> sql.contains("signet_client") || sql.contains("signet_secret"))
                .toList(); // expired rows are looked for by others
    }

    @ParameterizedTest
    @EnumSource
    void loginWhenRefusedThenTheSameIsAskedWhetherTheClientExistsOrNot(Databases which) throws Exception {
        RealDatabase database = which.fresh();
        TestClients.add(database, "acme", "off");
        TestClients.update(database, "UPDATE signet_client SET disabled = 1 WHERE id = ?", "off");
        DataSource counted = FakeWebapp.proxy(
                DataSource.class, (proxy, method, arguments) -> called(database.source(), method, arguments));
        try (Node node = Node.clocked((Object) counted, new MutableClock(System.currentTimeMillis()))) {
            List<String> ofOne = refused(node, "acme");
            assertEquals(2, ofOne.size(), ofOne::toString);
            assertEquals(ofOne, refused(node, "nobody"));
            assertEquals(ofOne, refused(node, "ACME"));
            assertEquals(ofOne, refused(node, "off"));
        }
    }
}
