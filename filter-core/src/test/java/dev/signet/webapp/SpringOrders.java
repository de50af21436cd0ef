package dev.signet.webapp;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plain results: texts, objects, lists, statuses. */
@RestController
class SpringOrders {

    record Order(long id, @NotBlank String item, @Positive int amount) {}

    @GetMapping("/text")
    String text() {
        return "库存 \"12\"";
    }

    @GetMapping(path = "/text.json", produces = MediaType.APPLICATION_JSON_VALUE)
    String jsonText() {
        return "库存 \"12\"";
    }

    @GetMapping(path = "/text-of-json", produces = MediaType.APPLICATION_JSON_VALUE)
    String textOfJson() {
        return "{\"b\":1.0,\"a\":9007199254740993,\"b\":2}";
    }

    @GetMapping("/orders")
    List<Order> orders() {
        return List.of(new Order(1, "螺丝😀", 100), new Order(2, "bolt", 7));
    }

    @GetMapping("/orders/{id}")
    ResponseEntity<Order> order(@PathVariable long id) {
        return id == 1
                ? ResponseEntity.ok(new Order(1, "螺丝", 100))
                : ResponseEntity.notFound().build();
    }

    @GetMapping("/maybe/{id}")
    ResponseEntity<Order> maybe(@PathVariable long id) {
        return ResponseEntity.of(Optional.of(new Order(id, "x", 1)).filter(order -> id == 1));
    }

    @GetMapping("/number")
    BigInteger number() {
        return new BigInteger("9007199254740993");
    }

    @GetMapping("/flag")
    boolean flag() {
        return true;
    }

    @GetMapping("/nothing")
    Order nothing() {
        return null;
    }

    @GetMapping("/void")
    @ResponseStatus(HttpStatus.OK)
    void nothingAtAll() {}

    @GetMapping("/many")
    List<String> many() {
        return java.util.Collections.nCopies(10_000, "零一二三四五六七八九");
    }

    @PostMapping("/orders")
    ResponseEntity<Order> create(@Valid @RequestBody Order order) {
        return ResponseEntity.created(URI.create("/app/orders/" + order.id())).body(order);
    }

    @DeleteMapping("/orders/{id}")
    ResponseEntity<Void> delete(@PathVariable long id) {
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/orders/{id}/cancel")
    ResponseEntity<Map<String, String>> cancel(@PathVariable long id) {
        return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("state", "已发货"));
    }

    @PostMapping("/orders/{id}/accept")
    ResponseEntity<Void> accept(@PathVariable long id) {
        return ResponseEntity.accepted().build();
    }

    @GetMapping("/search")
    List<Order> search(@RequestParam int page, @RequestParam(required = false) String item) {
        return item == null ? List.of() : List.of(new Order(page, item, 1));
    }
}
