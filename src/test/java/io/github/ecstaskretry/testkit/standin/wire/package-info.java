/** The common parts of all stand-ins: the wire protocols, errors, the log of calls, faults to order, events and time. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.wire;

import org.jspecify.annotations.NullMarked;
