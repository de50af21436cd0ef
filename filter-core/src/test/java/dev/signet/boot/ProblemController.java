package dev.signet.boot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** An application's part whose failed validations are RFC 9457 problems. */
@RestController
@RequestMapping("/problems")
class ProblemController {

    record Item(int amount, @NotBlank String name) {}

    /** What {@code spring.mvc.problemdetails.enabled} switches on, for this part only. */
    @ControllerAdvice(assignableTypes = ProblemController.class)
    static final class Advice extends ResponseEntityExceptionHandler {}

    @PostMapping("/items")
    Item create(@Valid @RequestBody Item item) {
        return item;
    }

    @GetMapping("/items")
    Item find(@RequestParam int id) {
        return new Item(id, "x");
    }
}
