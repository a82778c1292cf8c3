/** The use case: read, classify, decide, record, act; and the ports through which it reaches AWS. */
@NullMarked
package io.github.ecstaskretry.function.retry;

import org.jspecify.annotations.NullMarked;
