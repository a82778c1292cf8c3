package io.github.ecstaskretry.core.plan;

import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.LaunchChange.Avoid;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AvoidanceTest {

    private static final String THREE =
            patientWith("network: {subnets: [subnet-0a, subnet-0b, subnet-0c], securityGroups: [sg-0a]}");

    /** On Fargate, in subnet-0a. */
    private static final TaskEvent IN_0A = TaskEvent.exited(1)
            .with(detail -> detail.withArrayProperty("attachments")
                    .addObject()
                    .put("type", "eni")
                    .putArray("details")
                    .addObject()
                    .put("name", "subnetId")
                    .put("value", "subnet-0a"));

    private static TaskEvent onEc2() {
        return TaskEvent.exited(1).with(detail -> {
            detail.put("launchType", "EC2");
            detail.put("availabilityZone", "eu-west-1b");
            detail.put("containerInstanceArn", "arn:aws:ecs:eu-west-1:111122223333:container-instance/prod/1");
            detail.remove(List.of("platformVersion", "attachments"));
        });
    }

    private static RunTaskRequest request(TaskEvent event, String policy) {
        return ((Plan.Relaunch) Jobs.retry(event, policy, Map.of())).request();
    }

    private static Avoidance avoid(TaskEvent event, String policy, Placement ended, Avoid... avoid) {
        return Avoidance.of(request(event, policy), ended, Set.of(avoid));
    }

    private static List<String> words(Avoidance avoidance) {
        return avoidance.changes().stream().map(ChangedParameter::words).toList();
    }

    @Test
    void leavesOutTheSubnetOfTheAttemptThatEnded() {
        Avoidance avoidance = avoid(IN_0A, THREE, IN_0A.task().placement(), Avoid.ZONE, Avoid.HOST);

        assertThat(avoidance.request().network().subnets()).containsExactly("subnet-0b", "subnet-0c");
        assertThat(avoidance.request().placementConstraints()).isEmpty();
        assertThat(words(avoidance))
                .containsExactly("subnets subnet-0b, subnet-0c instead of subnet-0a, subnet-0b, subnet-0c");
    }

    @Test
    void keepsTheOnlySubnet() {
        Avoidance avoidance = avoid(IN_0A, patientWith(), IN_0A.task().placement(), Avoid.ZONE);

        assertThat(avoidance.request().network().subnets()).containsExactly("subnet-0a");
        assertThat(avoidance.notes()).containsExactly("There is no other subnet, so the zone is not avoided.");
    }

    @Test
    void constrainsATaskWithoutAnInterface() {
        Placement ended = onEc2().task().placement().on("i-0123456789abcdef0");

        Avoidance avoidance = avoid(onEc2(), patientWith(), ended, Avoid.ZONE, Avoid.HOST);

        assertThat(avoidance.request().placementConstraints())
                .extracting(constraint -> constraint.get("expression"))
                .containsExactly(
                        "attribute:ecs.availability-zone != eu-west-1b",
                        "not(ec2InstanceId in ['i-0123456789abcdef0'])");
        assertThat(words(avoidance)).containsExactly("avoided zone eu-west-1b", "avoided host i-0123456789abcdef0");
    }

    @Test
    void doesNotPassRunTasksLimitOfConstraints() {
        String full = patientWith("launch: {placementConstraints: ["
                + String.join(", ", Collections.nCopies(10, "{type: distinctInstance}")) + "]}");

        Avoidance avoidance = avoid(onEc2(), full, onEc2().task().placement().on("i-0123456789abcdef0"), Avoid.HOST);

        assertThat(avoidance.request().placementConstraints()).hasSize(10);
        assertThat(avoidance.notes())
                .containsExactly("There are 10 placement constraints already, so there is no avoided host.");
    }

    @Test
    void saysThatTheHostIsNotKnown() {
        assertThat(avoid(onEc2(), patientWith(), onEc2().task().placement(), Avoid.HOST)
                        .notes())
                .containsExactly("ECS did not name the task's EC2 instance, so it is not avoided.");
    }

    @Test
    void lastsForOneAttemptOnly() {
        Placement ended = onEc2().task().placement().on("i-0123456789abcdef0");
        RunTaskRequest unconstrained = request(onEc2(), patientWith());
        Avoidance constrained = Avoidance.of(unconstrained, ended, Set.of(Avoid.ZONE, Avoid.HOST));
        Avoidance elsewhere = avoid(IN_0A, THREE, IN_0A.task().placement(), Avoid.ZONE);

        assertThat(Avoidance.undone(constrained.request(), constrained.changes()))
                .isEqualTo(unconstrained);
        assertThat(Avoidance.undone(elsewhere.request(), elsewhere.changes())).isEqualTo(request(IN_0A, THREE));
    }
}
