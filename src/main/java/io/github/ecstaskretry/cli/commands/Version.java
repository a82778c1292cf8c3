package io.github.ecstaskretry.cli.commands;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, which the build writes into a resource. */
final class Version implements IVersionProvider {

    private static final String RESOURCE = "/version.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {text()};
    }

    /** Such as {@code ecs-retry 1.2.3}. */
    static String text() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is not in the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return "ecs-retry " + properties.getProperty("version");
        }
    }
}
