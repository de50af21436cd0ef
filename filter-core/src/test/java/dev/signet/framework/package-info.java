/** Applications of other frameworks than Spring on Tomcat: each row of a table is played bare and behind Signet. */
package dev.signet.framework;
