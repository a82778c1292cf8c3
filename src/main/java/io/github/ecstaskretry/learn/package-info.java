/** The services that know how tasks were launched, as function and command line ask them: EventBridge and Scheduler. */
@NullMarked
package io.github.ecstaskretry.learn;

import org.jspecify.annotations.NullMarked;
