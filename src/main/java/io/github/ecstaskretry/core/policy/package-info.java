/** The declared policies: which tasks are retried, how often and how patiently. */
@NullMarked
package io.github.ecstaskretry.core.policy;

import org.jspecify.annotations.NullMarked;
