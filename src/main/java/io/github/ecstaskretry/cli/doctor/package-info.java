/** Checks a deployment: the facts that were read about it, and what is wrong. Does not depend on the AWS SDK. */
@NullMarked
package io.github.ecstaskretry.cli.doctor;

import org.jspecify.annotations.NullMarked;
