/** What operators command: cancel, retry now, rerun, pause and resume, and dead letters (design, section 16). */
@NullMarked
package io.github.ecstaskretry.function.operate;

import org.jspecify.annotations.NullMarked;
