/** Launches: the input and output of executions, and RunTask's parameters in every form in which AWS shows them. */
@NullMarked
package io.github.ecstaskretry.format.launch;

import org.jspecify.annotations.NullMarked;
