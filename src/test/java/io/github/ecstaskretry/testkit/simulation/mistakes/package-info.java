/**
 * Mistakes that are planted into copies of the production classes, one at a time, to see that the simulation notices each. {@code
 * Mistake} is the table of them.
 */
package io.github.ecstaskretry.testkit.simulation.mistakes;
