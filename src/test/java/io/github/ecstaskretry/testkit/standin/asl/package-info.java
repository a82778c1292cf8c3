/**
 * A small interpreter of the Amazon States Language with JSONata (states-language.net; Step Functions developer guide,
 * "Transforming data with JSONata"). It implements the fields listed on {@link io.github.ecstaskretry.testkit.standin.asl.AslReader} and
 * refuses a definition that has any other.
 */
@NullMarked
package io.github.ecstaskretry.testkit.standin.asl;

import org.jspecify.annotations.NullMarked;
