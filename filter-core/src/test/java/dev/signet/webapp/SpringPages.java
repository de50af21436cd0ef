package dev.signet.webapp;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** Pages, redirects and forwards. */
@Controller
class SpringPages {

    @GetMapping("/page")
    ModelAndView page() {
        return new ModelAndView("page", Map.of("name", "王小明"));
    }

    @GetMapping("/json-page")
    ModelAndView jsonPage() {
        return new ModelAndView("json", Map.of("name", "王小明"));
    }

    @GetMapping("/page-not-found")
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ModelAndView notFound() {
        return new ModelAndView("page", Map.of("name", "nobody"));
    }

    @GetMapping("/redirect")
    String redirect() {
        return "redirect:/orders";
    }

    @GetMapping("/forward")
    String forward() {
        return "forward:/orders/1";
    }

    @GetMapping("/forward-later")
    java.util.concurrent.Callable<String> forwardLater() {
        return () -> "forward:/orders/1";
    }

    @GetMapping("/no-such-view")
    String noSuchView() {
        return "redirectless";
    }
}
