package io.github.ecstaskretry.testkit.standin.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who called a stand-in. */
public enum Caller {

    /** A function: the SDK's user agent names Lambda's execution environment ({@code AWS_EXECUTION_ENV}). */
    FUNCTION,

    /** A state of an execution, inside the Step Functions stand-in. */
    STATE_MACHINE,

    /** A test, the AWS CLI or any other client. */
    CLIENT;

    private static final Pattern LAMBDA = Pattern.compile("exec-env/AWS_Lambda", Pattern.CASE_INSENSITIVE);

    static Caller ofUserAgent(@Nullable String userAgent) {
        return userAgent != null && LAMBDA.matcher(userAgent).find() ? FUNCTION : CLIENT;
    }
}
