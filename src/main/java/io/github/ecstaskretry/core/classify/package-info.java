/** From a stop to its cause: the failure catalogue and the order in which it is asked. Pure: no clock, no randomness, no I/O. */
@NullMarked
package io.github.ecstaskretry.core.classify;

import org.jspecify.annotations.NullMarked;
