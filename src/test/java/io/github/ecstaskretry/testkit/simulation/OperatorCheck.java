package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks operators' commands: their answers are true, and cancels, pauses and reruns have their effect. */
final class OperatorCheck {

    private final World world;
    private final Consumer<String> report;

    OperatorCheck(World world, Consumer<String> report) {
        this.world = world;
        this.report = report;
    }

    void check() {
        world.operators().given().forEach(this::check);
        world.ecs().tasks().forEach(this::checkPause);
        world.table()
                .reruns()
                .forEach(
                        rerun -> require(records(rerun).findAny().isPresent(), "the rerun " + rerun + " is forgotten"));
        world.table().items().stream().map(Recorded::new).forEach(this::checkReruns);
    }

    private void check(Operators.Given given) {
        if (!given.answer().done()) {
            require(given.answer().advice() != null, "a refused " + given.word() + " gives no advice");
            return;
        }
        switch (given.word()) {
            case "cancel" -> checkCancelled(given);
            case "retry-now" ->
                require(
                        records(given.target()).anyMatch(record -> record.text("releasedBy") != null),
                        given.target() + " is said to be launched now, and its record does not say so");
            case "rerun" -> {
                String newId = String.valueOf(given.answer().details().get("newJobId"));
                require(world.table().reruns().contains(newId), given.target() + " does not name its rerun " + newId);
                require(
                        world.stepFunctions().execution(Execution.arn(newId + "-1")) != null,
                        newId + " is said to run, and nothing launches it");
            }
            default -> {
                // The launches show whether a pause holds.
            }
        }
    }

    private void checkCancelled(Operators.Given given) {
        require(
                records(given.target()).anyMatch(record -> record.text("cancelledBy") != null),
                given.target() + " is said to be cancelled, and its record does not say so");
        require(
                records(given.target()).anyMatch(record -> "CANCELLED".equals(record.text("outcome"))),
                given.target() + " is said to be cancelled, and does not end so");
        world.ecs().tasks().stream()
                .filter(task -> task.launch().job().id().equals(given.target()))
                .filter(task -> task.createdAt().isAfter(given.end()))
                .forEach(task -> report.accept("operators: " + given.target() + " is launched after its cancel"));
    }

    /** A retry that was decided during a pause is not launched before that pause has ended, unless somebody hurries it. */
    private void checkPause(SimulatedTask task) {
        Recorded retry = records(task.launch().job().id())
                .filter(record -> record.number() == task.launch().attempt() - 1)
                .findFirst()
                .orElse(null);
        if (retry == null || retry.wasHurried()) {
            return;
        }
        Job job = task.launch().job();
        Instant decided = retry.decided().writer().begin();
        for (String scope : List.of(
                "all", "policy/" + retry.text("policy"), "family/" + job.family(), "cluster/" + job.cluster())) {
            require(
                    !world.table().pauses().hold(scope, decided, task.createdAt()),
                    job.id() + " is launched though " + scope + " is paused");
        }
    }

    private void checkReruns(Recorded end) {
        AttributeValue list = end.attributes().get("rerunAs");
        List<String> reruns = list == null
                ? List.of()
                : list.l().stream().map(AttributeValue::s).toList();
        String job = end.text("jobId");
        require(new HashSet<>(reruns).size() == reruns.size(), job + " has two reruns of one id");
        for (String rerun : reruns) {
            require(rerun.startsWith(job + "-r"), rerun + " is no rerun's id");
            records(rerun)
                    .forEach(record ->
                            require(job.equals(record.text("rerunOf")), rerun + " does not say whose rerun it is"));
            world.ecs().tasks(rerun, 1).forEach(task -> checkRequest(task, end));
        }
    }

    /** The first task of a rerun has the values and the command of the old job, and its own name. */
    private void checkRequest(SimulatedTask task, Recorded end) {
        Map<String, String> wanted = Map.of(
                "Cluster", String.valueOf(end.text("clusterArn")),
                "TaskDefinition", String.valueOf(end.text("taskDefinitionArn")),
                "ClientToken", task.launch().job().id() + "-1");
        wanted.forEach((member, value) -> require(
                value.equals(task.launch().request().path(member).asText()),
                task.launch().job().id() + " is launched with another " + member));
        require(
                !task.launch().job().hasValues()
                        || task.launch().request().toString().contains(Job.SECRET),
                task.launch().job().id() + " is launched without its values");
    }

    private Stream<Recorded> records(String jobId) {
        return world.table().items(jobId).stream().map(Recorded::new);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            report.accept("operators: " + otherwise);
        }
    }
}
