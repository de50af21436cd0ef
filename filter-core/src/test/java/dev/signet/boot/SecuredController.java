package dev.signet.boot;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Spring Security guards. */
@RestController
@RequestMapping({"/secure", "/portal"})
class SecuredController {

    @GetMapping("/who")
    List<String> who(Principal caller) {
        return List.of(caller.getName());
    }

    @GetMapping("/who-later")
    Callable<List<String>> whoLater(Principal caller) {
        return () -> List.of(caller.getName());
    }

    @GetMapping("/admin/keys")
    String keys() {
        return "secret";
    }

    @PostMapping("/change")
    String change() {
        return "changed";
    }
}
