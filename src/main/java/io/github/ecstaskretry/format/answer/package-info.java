/** The answers of the command line, as JSON, CSV and Markdown. */
@NullMarked
package io.github.ecstaskretry.format.answer;

import org.jspecify.annotations.NullMarked;
