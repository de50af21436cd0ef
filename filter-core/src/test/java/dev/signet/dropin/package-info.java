/** What the build delivers, used as it is delivered: jars in WEB-INF/lib of real webapps, and on the module path. */
package dev.signet.dropin;
