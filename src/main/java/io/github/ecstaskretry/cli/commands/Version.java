package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.format.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, which the build writes into a resource. */
final class Version implements IVersionProvider {

    private static final String RESOURCE = "version.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {text()};
    }

    /** Such as {@code ecs-retry 1.2.3}. */
    static String text() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Resources.text(RESOURCE)));
        return "ecs-retry " + properties.getProperty("version");
    }
}
