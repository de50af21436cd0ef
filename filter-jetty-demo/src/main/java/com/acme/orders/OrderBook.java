package com.acme.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All orders, for as long as the process lives. */
final class OrderBook {

    static final OrderBook INSTANCE = new OrderBook();

    private final ConcurrentSkipListMap<String, Order> orders = new ConcurrentSkipListMap<>();
    private final Set<String> shipped;
    private final AtomicInteger next = new AtomicInteger(1001);

    private OrderBook() {
        add("上海云帆物流有限公司", "纸箱 60×40", 500, new BigDecimal("3.20"));
        add("Acme Logistics", "Pallet, wood", 40, new BigDecimal("18.50"));
        add("北京“恒通”贸易", "封箱胶带", 1200, new BigDecimal("1.05"));
        shipped = Set.copyOf(orders.keySet());
    }

    Order add(String customer, String article, int pieces, BigDecimal price) {
        Order order = new Order("A-" + next.getAndIncrement(), customer, article, pieces, price);
        orders.put(order.id(), order);
        return order;
    }

    List<Order> all() {
        return new ArrayList<>(orders.values());
    }

    /** Takes an order back, unless it is shipped. */
    boolean cancel(String id) {
        return !shipped.contains(id) && orders.remove(id) != null;
    }

    @Nullable
    Order find(String id) {
        return orders.get(id);
    }
}
