/** The whole product, deployed on stand-ins: the end-to-end tests and the local run work with it. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.deployment;

import org.jspecify.annotations.NullMarked;
