/** The HTML page of {@code report}. */
@NullMarked
package io.github.ecstaskretry.cli.audit.report;

import org.jspecify.annotations.NullMarked;
