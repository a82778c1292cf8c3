/** Checks a deployment: facts that {@code cli.aws.deployment} has read, and checks of them. Does not know the AWS SDK. */
@NullMarked
package io.github.ecstaskretry.cli.doctor;

import org.jspecify.annotations.NullMarked;
