/** Asks EventBridge and Scheduler how tasks were launched, for the function and the command line. */
@NullMarked
package io.github.ecstaskretry.learn;

import org.jspecify.annotations.NullMarked;
