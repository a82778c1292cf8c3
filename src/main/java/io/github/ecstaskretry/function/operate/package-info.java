/** What operators command: cancel, retry now, rerun, pause and resume, and dead letters (docs/operations.md). */
@NullMarked
package io.github.ecstaskretry.function.operate;

import org.jspecify.annotations.NullMarked;
