package dev.signet.framework;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.interceptor.parameter.StrutsParameter;

/** An action whose result is made by Struts: pages, JSON, downloads, redirects. */
public class StrutsOrders extends ActionSupport {

    private static final long serialVersionUID = 1;

    private String item = "螺丝";
    private int amount = 7;

    /** What pages and JSON show. */
    public String getItem() {
        return item;
    }

    @StrutsParameter
    public void setItem(String item) {
        this.item = item;
    }

    public int getAmount() {
        return amount;
    }

    @StrutsParameter
    public void setAmount(int amount) {
        this.amount = amount;
    }

    /** What the JSON result writes. */
    public Map<String, Object> getOrder() {
        return new java.util.TreeMap<>(Map.of("item", item, "amount", amount));
    }

    /** What no result can write. */
    public Map<String, Object> getBroken() {
        throw new IllegalStateException("jdbc:secret");
    }

    /** What the stream result sends. */
    public InputStream getBytes() {
        return new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.US_ASCII));
    }

    /** The same as JSON. */
    public InputStream getJson() {
        return new ByteArrayInputStream("{\"数\":1.0}".getBytes(StandardCharsets.UTF_8));
    }

    public List<String> getMany() {
        return java.util.Collections.nCopies(20_000, "零一二三四五六七八九");
    }

    public String fail() {
        throw new IllegalStateException("jdbc:secret");
    }

    public String failChecked() throws Exception {
        throw new java.io.IOException("jdbc:secret");
    }

    public String failMapped() {
        throw new UnsupportedOperationException("jdbc:secret");
    }

    public String failToStatus() {
        throw new java.util.NoSuchElementException("jdbc:secret");
    }

    public String failFatally() {
        throw new NoClassDefFoundError("jdbc:secret");
    }
}
