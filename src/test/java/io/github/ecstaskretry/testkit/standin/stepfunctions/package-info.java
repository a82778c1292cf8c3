/** A stand-in of AWS Step Functions, Standard workflows: it runs state machines' own definitions. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.stepfunctions;

import org.jspecify.annotations.NullMarked;
