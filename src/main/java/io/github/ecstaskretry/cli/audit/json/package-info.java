/** The JSON and CSV that the audit commands print. */
@NullMarked
package io.github.ecstaskretry.cli.audit.json;

import org.jspecify.annotations.NullMarked;
