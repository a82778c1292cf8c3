package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Step Functions says about a task that it ran. */
class ExecutionErrorJsonTest {

    private static final Classifier CLASSIFIER = new Classifier(CatalogueYaml.builtIn());

    private static final String TASK = """
            {"Containers":[{"ExitCode":1,"Name":"app"}],"Cpu":"256","LaunchType":"FARGATE",\
            "Overrides":{"ContainerOverrides":[{"Environment":[{"Name":"MODE","Value":"AccessDeniedException \\"Reason\\":\\"throttling\\""}],\
            "EnvironmentFiles":[],"Name":"app"}]},"StopCode":"EssentialContainerExited",\
            "StoppedReason":"Essential container in task exited"}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            agent-disconnected/transient     | AmazonECS.Unknown                    | {"Failures":[{"Arn":"arn:aws:ecs:eu-north-1:111122223333:container-instance/00ff","Reason":"AGENT"}],"Tasks":[]}
            app-exit/ambiguous               | States.TaskFailed                    | {"Containers":[{"ExitCode":3,"HealthStatus":"UNKNOWN"}],"StopCode":"EssentialContainerExited","StoppedReason":"Essential container in task exited"}
            image-not-found/permanent        | States.TaskFailed                    | {"StopCode":"TaskFailedToStart","StoppedReason":"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/example/sweeper:v9: not found"}
            user-stop/intentional            | States.TaskFailed                    | {"StopCode":"UserInitiated","StoppedReason":"enough"}
            spot-interruption/transient      | States.TaskFailed                    | {"StopCode":"SpotInterruption","StoppedReason":"Your Spot Task was interrupted."}
            """)
    void classifiesTheTaskOrTheFailuresInTheCause(String expected, String error, String cause) {
        assertThat(classified(message(error, cause))).isEqualTo(expected);
    }

    @Test
    void readsTheStoppedTask() {
        assertThat(ExecutionErrorJson.read("States.TaskFailed", TASK))
                .isEqualTo(new Stop.TaskStop(
                        "EssentialContainerExited",
                        "Essential container in task exited",
                        List.of(new ContainerExit("app", 1L, null)),
                        "FARGATE"));
    }

    @Test
    void ignoresOtherKeysAndEnvironmentValues() {
        assertThat(classified(message("States.TaskFailed", TASK))).isEqualTo("app-exit/ambiguous");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 100, 140, 180, 220, 260, 300, 340})
    void ignoresOtherKeysAndEnvironmentValuesOfACutCause(int length) {
        String cut = TASK.substring(0, Math.min(length, TASK.length()));
        String message = message("States.TaskFailed", TASK);

        assertThat(CLASSIFIER
                        .classify(ExecutionErrorJson.read("States.TaskFailed", cut), null)
                        .kind()
                        .word())
                .isEqualTo("ambiguous");
        assertThat(CLASSIFIER
                        .classify(ExecutionErrorJson.readCutOff(message.substring(0, length)), null)
                        .kind()
                        .word())
                .isEqualTo("ambiguous");
    }

    @Test
    void readsTheReasonsOfACutCause() {
        assertThat(
                        ExecutionErrorJson.read(
                                "States.TaskFailed",
                                "{\"StopCode\":\"TaskFailedToStart\",\"StoppedReason\":\"CannotPullContainerError: manifest unkn"))
                .isEqualTo(new Stop.TaskStop(
                        "TaskFailedToStart", "CannotPullContainerError: manifest unkn", List.of(), null));
    }

    @Test
    void readsACauseThatIsNotJsonAsWords() {
        assertThat(ExecutionErrorJson.read("ECS.AmazonECSException", "Rate exceeded"))
                .isEqualTo(new Stop.LaunchFailure("ECS.AmazonECSException", "Rate exceeded", null));
        assertThat(ExecutionErrorJson.read("States.Timeout", null))
                .isEqualTo(new Stop.LaunchFailure("States.Timeout", null, null));
        assertThat(ExecutionErrorJson.read("Custom", "{\"throttling\":true}"))
                .isEqualTo(new Stop.LaunchFailure("Custom", null, null));
    }

    private static String message(String error, String cause) {
        ObjectNode message = Json.object().put("error", error).put("cause", cause);
        return Json.write(message);
    }

    private static String classified(String text) {
        ObjectNode line = Json.object().put("where", "sfnError").put("text", text);
        Cause cause = CLASSIFIER.classify(FailureMessageJson.read(Json.write(line)), null);
        return cause.id() + "/" + cause.kind().word();
    }
}
