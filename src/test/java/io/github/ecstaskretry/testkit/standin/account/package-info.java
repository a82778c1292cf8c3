/** A stand-in of an account with the deployed template: it answers the questions of {@code ecs-retry doctor}. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.account;

import org.jspecify.annotations.NullMarked;
