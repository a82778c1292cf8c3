/** Finds parts of a policy file that are allowed but useless. */
@NullMarked
package io.github.ecstaskretry.cli.ask.lint;

import org.jspecify.annotations.NullMarked;
