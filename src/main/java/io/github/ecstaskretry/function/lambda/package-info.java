/** The entry point: the only code that knows Quarkus, CDI and the Lambda runtime. */
@NullMarked
package io.github.ecstaskretry.function.lambda;

import org.jspecify.annotations.NullMarked;
