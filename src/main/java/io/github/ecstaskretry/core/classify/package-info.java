/** Finds the cause of a stop: the failure catalogue, and the order in which the texts are read. Pure: no clock, no randomness, no I/O. */
@NullMarked
package io.github.ecstaskretry.core.classify;

import org.jspecify.annotations.NullMarked;
