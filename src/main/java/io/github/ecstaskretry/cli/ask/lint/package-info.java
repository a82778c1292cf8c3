/** What is allowed in a policy and yet surely not meant: found without running anything. */
@NullMarked
package io.github.ecstaskretry.cli.ask.lint;

import org.jspecify.annotations.NullMarked;
