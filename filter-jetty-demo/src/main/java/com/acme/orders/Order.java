package com.acme.orders;

import java.math.BigDecimal;

/** An order of a customer. */
record Order(String id, String customer, String article, int pieces, BigDecimal price) {

    BigDecimal total() {
        return price.multiply(BigDecimal.valueOf(pieces));
    }
}
