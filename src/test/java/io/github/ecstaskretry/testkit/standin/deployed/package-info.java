/** Reads the deployment files: the template and the definition of the state machine. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.deployed;

import org.jspecify.annotations.NullMarked;
