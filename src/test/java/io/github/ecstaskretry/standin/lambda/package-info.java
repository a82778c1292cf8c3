/** A stand-in of AWS Lambda: it runs the packaged function, or its handler, against a Runtime API. */
@NullMarked
package io.github.ecstaskretry.standin.lambda;

import org.jspecify.annotations.NullMarked;
