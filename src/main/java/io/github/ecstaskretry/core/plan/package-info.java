/** The RunTask request that starts the same work again (design, section 9). Pure. */
@NullMarked
package io.github.ecstaskretry.core.plan;

import org.jspecify.annotations.NullMarked;
