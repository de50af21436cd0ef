/**
 * The jar with the classifier javax on servers of Servlet 4.0. The classes of the tests that run within such a server are moved
 * from {@code jakarta.servlet} as the jar was; those that ask it over HTTP are the same. The module {@code all} has the jar
 * and plays these.
 */
package dev.signet.javax;
