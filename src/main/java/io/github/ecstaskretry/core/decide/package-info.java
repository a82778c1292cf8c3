/** The decision: a pure function of the stopped task, the policies and the job's history. */
@NullMarked
package io.github.ecstaskretry.core.decide;

import org.jspecify.annotations.NullMarked;
