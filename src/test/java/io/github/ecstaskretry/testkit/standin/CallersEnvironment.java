package io.github.ecstaskretry.testkit.standin;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Removes variables of the developer's environment that would change how a process behaves that a test starts. {@code pom.xml}
 * removes them for the tests' own JVM.
 */
public final class CallersEnvironment {

    private static final Pattern OTHERS = Pattern.compile(
            "AWS_.*|RETRY_.*|.*JAVA_OPTIONS|JAVA_TOOL_OPTIONS|(HTTP|HTTPS|ALL|NO)_PROXY", Pattern.CASE_INSENSITIVE);

    private CallersEnvironment() {}

    /** Removes the variables that AWS's SDKs, the function, the command line or the JVM read. */
    public static void forget(Map<String, String> environment) {
        environment.keySet().removeIf(name -> OTHERS.matcher(name).matches());
    }
}
