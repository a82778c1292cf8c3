/** The use cases, read, classify, decide, record, act, and the ports through which they reach AWS. */
@NullMarked
package io.github.ecstaskretry.function.retry;

import org.jspecify.annotations.NullMarked;
