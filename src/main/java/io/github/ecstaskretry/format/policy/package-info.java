/** The policy file, read with every error at once, and written with every default. */
@NullMarked
package io.github.ecstaskretry.format.policy;

import org.jspecify.annotations.NullMarked;
