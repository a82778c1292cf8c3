/** The page of the audit: HTML and SVG. */
@NullMarked
package io.github.ecstaskretry.cli.audit.report;

import org.jspecify.annotations.NullMarked;
