package io.github.ecstaskretry.testkit.standin;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What whoever starts the tests may have set for other purposes: processes that tests start do not inherit it. For the tests'
 * own JVM {@code pom.xml} sees to it.
 */
public final class CallersEnvironment {

    private static final Pattern OTHERS = Pattern.compile(
            "AWS_.*|RETRY_.*|.*JAVA_OPTIONS|JAVA_TOOL_OPTIONS|(HTTP|HTTPS|ALL|NO)_PROXY", Pattern.CASE_INSENSITIVE);

    private CallersEnvironment() {}

    /** Takes the variables away that AWS's SDKs, the function, the command line or any JVM would obey. */
    public static void forget(Map<String, String> environment) {
        environment.keySet().removeIf(name -> OTHERS.matcher(name).matches());
    }
}
