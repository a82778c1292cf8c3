/** Wire formats as pure functions, one file for each format. JSON is read and written as a tree, never by reflection. */
@NullMarked
package io.github.ecstaskretry.format;

import org.jspecify.annotations.NullMarked;
