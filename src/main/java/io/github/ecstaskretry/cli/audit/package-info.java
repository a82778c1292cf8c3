/** The questions to the attempts table. */
@NullMarked
package io.github.ecstaskretry.cli.audit;

import org.jspecify.annotations.NullMarked;
