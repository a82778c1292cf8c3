/** A deployment as it was read: facts, without judgement. */
@NullMarked
package io.github.ecstaskretry.doctor.deployed;

import org.jspecify.annotations.NullMarked;
