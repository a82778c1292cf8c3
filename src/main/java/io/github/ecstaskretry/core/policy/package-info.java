/** What the user declared: which tasks are adopted, how often and how patiently they are tried again. Pure data. */
@NullMarked
package io.github.ecstaskretry.core.policy;

import org.jspecify.annotations.NullMarked;
