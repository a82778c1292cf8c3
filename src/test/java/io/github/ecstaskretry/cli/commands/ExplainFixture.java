package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code explain} with a policy in a temporary directory. */
abstract class ExplainFixture {

    static final TaskEvent RESET = TaskEvent.neverStarted(
            "CannotPullContainerError: pull image manifest has been retried 5 time(s): read tcp: connection reset by peer");

    @TempDir
    Path directory;

    String policy = "";

    @BeforeEach
    void writePolicy() throws IOException {
        policy =
                policy(TestPolicies.patientWith("rules: [{name: code, when: {container: app, exitCode: 2}, then: fail},"
                        + " {name: pull, when: {cause: image-network}, then: retry},"
                        + " {name: late, when: {stopCode: TaskFailedToStart}, then: fail}]"));
    }

    String policy(String yaml) throws IOException {
        return Files.writeString(directory.resolve("policy.yaml"), yaml).toString();
    }

    static Run explain(TaskEvent event, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "explain";
        arguments[1] = "-";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.with(event.json().toString(), arguments);
    }

    static JsonNode json(Run run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
