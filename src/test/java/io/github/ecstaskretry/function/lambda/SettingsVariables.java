package io.github.ecstaskretry.function.lambda;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The variables that {@link Settings} reads, found by watching it. */
public final class SettingsVariables {

    private SettingsVariables() {}

    public static Set<String> read() {
        Set<String> asked = new TreeSet<>();
        Settings.from(new AbstractMap<>() {
            @Override
            public String get(Object variable) {
                asked.add((String) variable);
                return switch ((String) variable) {
                    case "RETRY_STATE_MACHINE_ARN" -> "arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run";
                    case "RETRY_RETENTION_DAYS" -> "1";
                    case "RETRY_CLUSTERS" -> "";
                    case "RETRY_LEARN_LAUNCHES", "RETRY_WATCH_LAUNCHES" -> "true";
                    default -> "set";
                };
            }

            @Override
            public boolean containsKey(Object variable) {
                return true;
            }

            @Override
            public Set<Map.Entry<String, String>> entrySet() {
                throw new UnsupportedOperationException("Settings asks for its variables by name");
            }
        });
        return asked;
    }
}
