package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.format.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says where the parameters of a re-run come from that its task's event lacks. */
public final class LaunchText {

    private LaunchText() {}

    /** Empty if no source was asked or would be asked. */
    static Optional<String> of(Learned learned) {
        return switch (learned) {
            case Learned.Launch launch ->
                Optional.of("learned from " + launch.source()
                        + network(launch.request().network()));
            case Learned.NotYet notYet ->
                Optional.of("the function asks " + notYet.who() + "; this command does so only for a task's ARN");
            case Learned.Later later ->
                Optional.of((String.join(" ", later.asked().why())
                                + " The retry waits until CloudTrail's event history tells how the task was launched.")
                        .strip());
            case Learned.Unrepeatable unrepeatable -> Optional.of(unrepeatable.why());
            case Learned.Nothing nothing ->
                nothing.why().isEmpty() ? Optional.empty() : Optional.of(String.join(" ", nothing.why()));
        };
    }

    private static String network(@Nullable Network network) {
        return network == null
                ? ""
                : ": " + String.join(", ", network.subnets()) + "; "
                        + (network.securityGroups().isEmpty()
                                ? "the default security group"
                                : String.join(", ", network.securityGroups()))
                        + (network.assignPublicIp() ? "; public address" : "");
    }

    /** Prints how a task that has not stopped would be launched again. */
    public static void print(Terminal terminal, RunningTask running) {
        section(
                terminal,
                "Task",
                running.task().family() + " on cluster " + running.task().cluster() + ", which has not stopped");
        section(terminal, "Policy", running.policy().orElse("none adopts it"));
        section(terminal, "Launch", sentence(running));
    }

    private static void section(Terminal terminal, String heading, String line) {
        terminal.printSection(heading, 10, List.of(Text.printable(line)));
    }

    /** The same for scripts. */
    public static String json(RunningTask running) {
        ObjectNode document =
                Json.object().put("taskArn", running.task().arn().value()).put("stopped", false);
        Json.putIfPresent(document, "policy", running.policy().orElse(null));
        if (running.plan() instanceof Plan.Relaunch launch) {
            Json.putIfPresent(document, "launchSource", launch.launchSource());
        }
        return document.put("launch", sentence(running)).toPrettyString();
    }

    private static String sentence(RunningTask running) {
        return switch (running.plan()) {
            case null -> "the function would leave the task alone";
            case Plan.NoLaunch impossible ->
                "impossible: " + impossible.verdict().ruling().why();
            case Plan.Relaunch launch ->
                of(running.learned())
                        .orElse(
                                launch.launchSource() == null
                                        ? "the task's event will contain everything that a retry needs"
                                        : "as the policy declares");
        };
    }
}
