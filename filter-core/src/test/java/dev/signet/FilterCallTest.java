package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilterCallTest {

    private final Filter filter = (request, response, chain) -> {};
    private final Filter other = (request, response, chain) -> {};
    private final HttpServletRequest request = request();

    @AfterEach
    void leaveAll() {
        FilterCall.leave(0);
    }

    @Test
    void enterWhenInTheSameDispatchThenIsTheSecondCall() {
        assertEquals(0, FilterCall.enter(filter, request));
        assertTrue(FilterCall.enter(filter, new HttpServletRequestWrapper(request)) < 0);
    }

    @Test
    void enterWhenAnotherFilterStandsBetweenThenIsTheSecondCall() {
        FilterCall.enter(filter, request);
        assertTrue(FilterCall.enter(other, request) >= 0);
        assertTrue(FilterCall.enter(filter, request) < 0);
    }

    @Test
    void enterWhenAnotherRequestIsInBetweenThenIsACallOfItsOwn() {
        FilterCall.enter(filter, request);
        assertTrue(FilterCall.enter(other, request()) >= 0);
        assertTrue(FilterCall.enter(filter, request) >= 0);
    }

    @Test
    void leaveWhenACallWithinHasNotThenNothingOfItIsLeft() {
        int around = FilterCall.enter(filter, request);
        FilterCall.enter(other, request);
        FilterCall.leave(around);
        assertEquals(around, FilterCall.enter(other, request));
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FilterCallTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, values) ->
                        method.getName().equals("getDispatcherType") ? DispatcherType.REQUEST : null);
    }
}
