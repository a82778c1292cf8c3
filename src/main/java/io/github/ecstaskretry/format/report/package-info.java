/** The page of the audit: HTML and SVG. */
@NullMarked
package io.github.ecstaskretry.format.report;

import org.jspecify.annotations.NullMarked;
