/** Adapters: the only code that calls the AWS SDK. */
@NullMarked
package io.github.ecstaskretry.aws;

import org.jspecify.annotations.NullMarked;
