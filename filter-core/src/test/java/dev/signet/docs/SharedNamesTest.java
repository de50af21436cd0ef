package dev.signet.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.HealthServlet;
import dev.signet.SignetFilter;
import dev.signet.TokenCheck;
import dev.signet.envelope.ErrorCode;
import dev.signet.event.CallListener;
import dev.signet.issue.ClientStore;
import dev.signet.issue.JwksServlet;
import dev.signet.issue.TokenIssuer;
import dev.signet.issue.TokenServlet;
import dev.signet.portal.PortalServlet;
import dev.signet.token.KeySource;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What packages that do not know each other say to each other, in the same words. */
class SharedNamesTest {

    private static Object constant(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName("dev.signet." + type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    @ParameterizedTest
    @CsvSource({
        "issue.TokenEndpoint, CODE, envelope.EnvelopeAttributes, CODE",
        "issue.TokenEndpoint, KEEP_STATUS, envelope.EnvelopeAttributes, KEEP_STATUS",
        "issue.JwksServlet, RAW, envelope.EnvelopeAttributes, RAW",
        "HealthServlet, RAW, envelope.EnvelopeAttributes, RAW",
        "portal.PortalServlet, RAW, envelope.EnvelopeAttributes, RAW",
        "event.CallAttributes, REQUEST_ID, envelope.RequestIds, ATTRIBUTE"
    })
    void attributeWhenSaidInTwoRoomsThenTheSame(String type, String name, String other, String there) throws Exception {
        assertEquals(constant(other, there), constant(type, name));
    }

    @Test
    void attributesOfACallerWhenHiddenFromTheDescriptionThenThoseOfTheFilter() throws Exception {
        assertEquals(
                Set.of(
                        constant("AdmittedCall", "TOKEN_ATTRIBUTE"),
                        constant("event.CallAttributes", "CLIENT"),
                        "jakarta.servlet.request.X509Certificate"),
                constant("portal.SourceRequest", "OF_THE_CALLER"));
    }

    @ParameterizedTest
    @CsvSource({
        "SignetConfig, LOGGER",
        "WebappAdvice, FILTER",
        "start.EarlyDoor, FILTER",
        "cli.TokenCommands, CLASS",
        "cli.WebappCheck, FILTER"
    })
    void filterWhenNamedThenByItsClass(String type, String name) throws Exception {
        assertEquals(SignetFilter.class.getName(), constant(type, name));
    }

    @Test
    void typesWhenHandedOverThenByTheirClasses() throws Exception {
        assertEquals(
                Stream.of(TokenCheck.class, KeySource.class, CallListener.class, TokenIssuer.class, ClientStore.class)
                        .collect(Collectors.toMap(Class::getSimpleName, Class::getName)),
                constant("cli.CheckCommand", "TYPES"));
    }

    @Test
    void codesWhenSaidByTheEndpointThenThoseOfTheTable() throws Exception {
        assertEquals(ErrorCode.SERVER_ERROR.code(), constant("issue.TokenEndpoint", "SERVER_ERROR"));
        assertEquals(ErrorCode.SERVER_ERROR.code(), constant("issue.JwksServlet", "SERVER_ERROR"));
        assertEquals(ErrorCode.NO_SUCH_USER.code(), constant("issue.TokenEndpoint", "NO_SUCH_USER"));
    }

    @Test
    void endpointsWhenNamedByTheFilterThenByTheirClasses() throws Exception {
        assertEquals(
                Map.of(
                        TokenServlet.class.getName(), "POST",
                        JwksServlet.class.getName(), "GET",
                        HealthServlet.class.getName(), "GET",
                        PortalServlet.class.getName(), "GET"),
                constant("WebappAdvice", "ENDPOINTS"));
    }
}
