/** Whether a deployment works: what was read of its parts, and what is wrong with them. Knows nothing of AWS's clients. */
@NullMarked
package io.github.ecstaskretry.cli.doctor;

import org.jspecify.annotations.NullMarked;
