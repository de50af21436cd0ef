/**
 * The decision table on every embedded container: the containers are isolated from each other by class loaders, the
 * scenarios are data, and one servlet plays them in every mode of the servlet specification.
 */
package dev.signet.container;
