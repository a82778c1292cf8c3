/** The deployment files as they are deployed: the template and the state machine's definition. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.deployed;

import org.jspecify.annotations.NullMarked;
