/** The executions of the next attempts: what they are given and what comes of them. */
@NullMarked
package io.github.ecstaskretry.format.launch;

import org.jspecify.annotations.NullMarked;
