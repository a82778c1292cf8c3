/** A stopped ECS task becomes a recorded attempt and a re-run, or a terminal notice. CONTRIBUTING.md says where everything is. */
@NullMarked
package io.github.ecstaskretry;

import org.jspecify.annotations.NullMarked;
