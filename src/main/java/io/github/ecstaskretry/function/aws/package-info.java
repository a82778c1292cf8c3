/** Adapters: the only code that calls the AWS SDK. */
@NullMarked
package io.github.ecstaskretry.function.aws;

import org.jspecify.annotations.NullMarked;
