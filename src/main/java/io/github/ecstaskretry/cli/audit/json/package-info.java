/** The JSON and CSV of the audit commands. */
@NullMarked
package io.github.ecstaskretry.cli.audit.json;

import org.jspecify.annotations.NullMarked;
