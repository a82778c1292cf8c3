package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.format.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version, such as {@code ecs-retry 1.2.3}, from the resource that the build writes it to. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Resources.text("version.properties")));
        return new String[] {"ecs-retry " + properties.getProperty("version")};
    }
}
