/** A stand-in of AWS Lambda: it runs the packaged function, or its handler, against a Runtime API. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.lambda;

import org.jspecify.annotations.NullMarked;
