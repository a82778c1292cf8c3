/** What AWS tells: events, described tasks, ends of executions. */
@NullMarked
package io.github.ecstaskretry.format.event;

import org.jspecify.annotations.NullMarked;
