/**
 * The starter in applications as people have them, with each generation of Boot and each of its servers. An application runs
 * in a class loader that sees the jars of its own generation only; what goes in and out are classes of the JDK.
 */
package dev.signet.spring.boot;
