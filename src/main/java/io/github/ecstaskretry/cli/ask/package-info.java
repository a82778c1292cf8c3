/** Answers questions about policies, causes and tasks without a deployment, as text, JSON and Markdown. */
@NullMarked
package io.github.ecstaskretry.cli.ask;

import org.jspecify.annotations.NullMarked;
