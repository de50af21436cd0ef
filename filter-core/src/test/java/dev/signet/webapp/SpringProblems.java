package dev.signet.webapp;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What Spring Boot switches on with {@code spring.mvc.problemdetails.enabled}. */
@ControllerAdvice
class SpringProblems extends ResponseEntityExceptionHandler {}
