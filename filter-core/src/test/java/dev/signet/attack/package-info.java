/** Gates that were broken on purpose, and the forged tokens that find it out. */
package dev.signet.attack;
