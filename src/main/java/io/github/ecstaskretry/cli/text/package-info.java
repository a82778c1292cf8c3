/** Answers for people: tables, sections, colours, and output that does not get lost. */
@NullMarked
package io.github.ecstaskretry.cli.text;

import org.jspecify.annotations.NullMarked;
