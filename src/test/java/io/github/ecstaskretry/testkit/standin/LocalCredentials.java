package io.github.ecstaskretry.testkit.standin;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sets dummy credentials while a test class runs, for code that looks them up itself. */
public final class LocalCredentials implements BeforeAllCallback, AfterAllCallback {

    private static final String KEY_ID = "aws.accessKeyId";
    private static final String KEY = "aws.secretAccessKey";

    /** Sets them for good. */
    public static void set() {
        System.setProperty(KEY_ID, "local");
        System.setProperty(KEY, "local");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        set();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.clearProperty(KEY_ID);
        System.clearProperty(KEY);
    }
}
