/** Applications made with Spring MVC and Jersey, behind the filter; but for one exception they import nothing of it. */
package dev.signet.webapp;
