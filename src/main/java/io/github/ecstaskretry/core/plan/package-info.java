/** The RunTask request that starts the same work again. Pure. */
@NullMarked
package io.github.ecstaskretry.core.plan;

import org.jspecify.annotations.NullMarked;
