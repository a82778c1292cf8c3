/** Amazon SQS. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.sqs;

import org.jspecify.annotations.NullMarked;
