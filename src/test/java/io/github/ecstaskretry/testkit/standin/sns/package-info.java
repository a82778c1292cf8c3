/** A stand-in of Amazon SNS: topics, and the messages published to them. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.sns;

import org.jspecify.annotations.NullMarked;
