package io.github.ecstaskretry.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.launch.LaunchSourceJson;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaunchMatchTest {

    private static final String FARGATE = "\"launchType\":\"FARGATE\"," + network("subnet-0a");

    private static String network(String subnet) {
        return "\"networkConfiguration\":{\"awsvpcConfiguration\":{\"subnets\":[\"" + subnet + "\",\"subnet-0b\"]}}";
    }

    private static Learned.Launch launch(String source, String members) {
        String request = "{\"cluster\":\"prod\",\"taskDefinition\":\"etl\"," + members + "}";
        return new Learned.Launch(source, LaunchSourceJson.runTask(new AttemptId(TaskEvent.TASK_ID, 1), request));
    }

    private static Learned choose(TaskEvent event, String... launches) {
        return LaunchMatch.choose(
                event.task(),
                IntStream.range(0, launches.length)
                        .mapToObj(number -> launch("rule:" + number, launches[number]))
                        .toList());
    }

    private static void assertRefused(Learned learned, String... words) {
        assertThat(learned)
                .isInstanceOfSatisfying(
                        Learned.Nothing.class,
                        nothing -> assertThat(String.join(" ", nothing.why())).contains(words));
    }

    private static TaskEvent inSubnet(String subnet) {
        return TaskEvent.exited(1)
                .with(detail -> ((ObjectNode) detail.path("attachments").path(0))
                        .putArray("details")
                        .addObject()
                        .put("name", "subnetId")
                        .put("value", subnet));
    }

    @Test
    void takesTheOneThatFits() {
        assertThat(choose(TaskEvent.exited(1), FARGATE)).isInstanceOf(Learned.Launch.class);
        assertThat(choose(inSubnet("subnet-0b"), FARGATE)).isInstanceOf(Learned.Launch.class);
    }

    @Test
    void saysNothingWithoutCandidates() {
        assertThat(choose(TaskEvent.exited(1))).isEqualTo(new Learned.Nothing(List.of()));
    }

    @Test
    void refusesAnotherFamilyClusterOrGroup() {
        assertRefused(choose(TaskEvent.exited(1), FARGATE + ",\"taskDefinition\":\"report:4\""), "report");
        assertRefused(choose(TaskEvent.exited(1), FARGATE + ",\"cluster\":\"test\""), "test");
        assertRefused(choose(TaskEvent.exited(1), FARGATE + ",\"group\":\"nightly\""), "nightly");
        assertThat(choose(TaskEvent.exited(1), FARGATE + ",\"group\":\"family:etl\""))
                .isInstanceOf(Learned.Launch.class);
    }

    @Test
    void refusesASubnetThatTheTaskWasNotIn() {
        assertRefused(choose(inSubnet("subnet-0c"), FARGATE), "rule:0", "subnet-0c");
    }

    @Test
    void refusesALaunchWithoutANetworkForATaskInAwsvpcMode() {
        assertRefused(choose(TaskEvent.exited(1), "\"launchType\":\"FARGATE\""), "awsvpc");
    }

    @Test
    void refusesAnotherLaunchTypeOrCapacityProvider() {
        String spot = "\"capacityProviderStrategy\":[{\"capacityProvider\":\"FARGATE_SPOT\",\"weight\":3,\"base\":0},"
                + "{\"capacityProvider\":\"FARGATE\",\"weight\":1,\"base\":1}]," + network("subnet-0a");

        assertRefused(choose(TaskEvent.spotInterrupted(), FARGATE), "FARGATE_SPOT");
        assertRefused(choose(TaskEvent.exited(1), spot), "capacity providers");
        assertRefused(choose(TaskEvent.exited(1), "\"launchType\":\"EC2\"," + network("subnet-0a")), "EC2");
        assertThat(choose(TaskEvent.spotInterrupted(), spot)).isInstanceOf(Learned.Launch.class);
        assertThat(choose(TaskEvent.spotInterrupted(), network("subnet-0a"))).isInstanceOf(Learned.Launch.class);
    }

    @Test
    void leavesOutLaunchesThatContradictTheTask() {
        assertThat(choose(inSubnet("subnet-0a"), "\"launchType\":\"FARGATE\"," + network("subnet-0x"), FARGATE))
                .isInstanceOfSatisfying(
                        Learned.Launch.class,
                        launch -> assertThat(launch.source()).isEqualTo("rule:1"));
    }

    @Test
    void refusesSeveralThatDifferAndNamesThemAndWhatDiffers() {
        assertRefused(
                choose(TaskEvent.exited(1), FARGATE, FARGATE + ",\"propagateTags\":\"TASK_DEFINITION\""),
                "rule:0, rule:1",
                "differ in propagateTags");
    }
}
