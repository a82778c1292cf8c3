/** The notice of a terminal outcome. */
@NullMarked
package io.github.ecstaskretry.format.notice;

import org.jspecify.annotations.NullMarked;
