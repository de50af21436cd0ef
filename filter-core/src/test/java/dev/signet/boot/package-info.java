/** Spring Boot 3.5 and 4.0, as jar and as war, and Spring MVC on Tomcat 10.1, each in a class loader of its own. */
package dev.signet.boot;
