/** A job's recorded attempts, and the decision on each. Pure. */
@NullMarked
package io.github.ecstaskretry.core.history;

import org.jspecify.annotations.NullMarked;
