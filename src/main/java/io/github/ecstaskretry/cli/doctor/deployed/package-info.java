/** A deployment as it was read: facts, without judgement. */
@NullMarked
package io.github.ecstaskretry.cli.doctor.deployed;

import org.jspecify.annotations.NullMarked;
