/** The tests of applications, run with each generation of Boot in a class loader of its own. */
package dev.signet.spring.boot.test;
