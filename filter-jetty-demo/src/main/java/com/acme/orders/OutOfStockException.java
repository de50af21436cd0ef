package com.acme.orders;

/** More was ordered than there is. */
public final class OutOfStockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfStockException(String article) {
        super("out of stock: " + article);
    }
}
