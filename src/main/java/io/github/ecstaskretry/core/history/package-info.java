/** What the table knows of a job: its recorded attempts and what was decided for each. Pure. */
@NullMarked
package io.github.ecstaskretry.core.history;

import org.jspecify.annotations.NullMarked;
