package io.github.ecstaskretry.testkit.standin.wire;

import java.time.Duration;

/** A fault of one call. */
public sealed interface Fault {

    /** The error that the caller gets. */
    AwsError error();

    /** The call is answered with the error and does nothing: a throttle, a refusal. */
    record Refused(AwsError error) implements Fault {}

    /** The call hangs: it does nothing and is answered with the error after this time. */
    record Hangs(AwsError error, Duration time) implements Fault {}

    /** The call does its work and only then is answered with the error: the answer is lost. */
    record AnswerLost(AwsError error) implements Fault {}
}
