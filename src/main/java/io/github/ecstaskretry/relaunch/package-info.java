/** The RunTask request that starts the same work again (design, section 9). Pure. */
@NullMarked
package io.github.ecstaskretry.relaunch;

import org.jspecify.annotations.NullMarked;
