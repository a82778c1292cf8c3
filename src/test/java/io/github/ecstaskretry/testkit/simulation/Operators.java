package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.function.operate.Answered;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** People who give commands: for jobs at any moment, often twice, and pauses that come and go. They mostly repeat what failed. */
final class Operators {

    static final String COMMAND = "ecs-task-retry Command";

    private static final List<String> SCOPES = List.of("all", "policy/simulated", "family/etl", "cluster/prod");
    private static final int MOST_LOOKS = 40;
    private static final int MOST_TRIES = 6;
    private static final int MOST_REDRIVES = 60;

    private final Timeline timeline;
    private final Chance chance;
    private final Table table;
    private final Supplier<List<String>> jobIds;
    private final Letters letters;
    private final Function<ObjectNode, @Nullable Object> function;
    private final List<Given> given = new ArrayList<>();
    private int number;

    Operators(
            Timeline timeline,
            Chance chance,
            Table table,
            Supplier<List<String>> jobIds,
            Letters letters,
            Function<ObjectNode, @Nullable Object> function) {
        this.timeline = timeline;
        this.chance = chance;
        this.table = table;
        this.jobIds = jobIds;
        this.letters = letters;
        this.function = function;
    }

    /**
     * A command that was answered.
     *
     * @param target the job's id or the scope
     */
    record Given(String word, String target, Instant begin, Instant end, Answered answer) {}

    List<Given> given() {
        return given;
    }

    void plan() {
        if (!chance.in(0.35)) {
            return;
        }
        for (int command = chance.between(1, 3); command > 0; command--) {
            String word = chance.oneOf(List.of("cancel", "retry-now", "retry-now", "rerun"));
            timeline.after(chance.seconds(120, 1_200), () -> look(word, 1));
        }
        if (chance.in(0.4)) {
            planPause();
        }
    }

    /** Usually waits for a job that suits the command. */
    private void look(String word, int looks) {
        List<String> fitting = jobIds.get().stream()
                .filter(job -> chance.in(0.02) || suits(word, job))
                .toList();
        if (!fitting.isEmpty()) {
            give(word, chance.oneOf(fitting));
        } else if (looks < MOST_LOOKS) {
            timeline.after(chance.seconds(2, 90), () -> look(word, looks + 1));
        }
    }

    private boolean suits(String word, String jobId) {
        List<StoredItem> attempts = table.items(jobId);
        return !attempts.isEmpty() && new Recorded(attempts.getLast()).isTerminal() == word.equals("rerun");
    }

    /** Often twice, at about the same time or later. */
    private void give(String word, String jobId) {
        ObjectNode detail = detail(word).put("jobId", jobId);
        begin(Duration.ZERO, detail, jobId, 1);
        if (chance.in(0.4)) {
            begin(chance.in(0.5) ? chance.millis(0, 1_500) : chance.seconds(1, 600), detail, jobId, 1);
        }
    }

    private void planPause() {
        String scope = chance.oneOf(SCOPES);
        Duration begin = chance.seconds(60, 900);
        Duration length = chance.in(0.7) ? chance.seconds(30, 3_000) : chance.seconds(3_000, 40_000);
        ObjectNode pause = detail("pause").put("scope", scope).put("reason", "the registry is down");
        if (chance.in(0.3)) {
            pause.put("until", timeline.now().plus(begin).plus(length).toString());
        } else {
            begin(begin.plus(length), detail("resume").put("scope", scope), scope, 1);
        }
        begin(begin, pause, scope, 1);
    }

    /** Somebody redrives the queue, or the one message, until it is gone. */
    void redrive(String letter) {
        timeline.begin(Duration.ZERO, () -> redrive(letter, 1));
    }

    private void redrive(String letter, int tries) {
        if (!letters.has(letter) || tries > MOST_REDRIVES) {
            return;
        }
        if (chance.in(0.2)) {
            order(detail("dead-letters"), letter);
        }
        ObjectNode detail = detail("redrive");
        if (chance.in(0.3)) {
            detail.putArray("ids").add(letter.substring(0, letter.length() - 1));
        }
        order(detail, letter);
        timeline.begin(chance.seconds(100, 60_000), () -> redrive(letter, tries + 1));
    }

    private static ObjectNode detail(String word) {
        return Json.object().put("command", word).put("by", "arn:aws:iam::111122223333:user/ada");
    }

    private void begin(Duration delay, ObjectNode detail, String target, int tries) {
        timeline.begin(delay, () -> command(detail, target, tries));
    }

    private void command(ObjectNode detail, String target, int tries) {
        Object answer = order(detail, target);
        boolean failed = answer == null && chance.in(0.8);
        boolean again = failed || (answer instanceof Answered refused && isTooEarly(refused));
        if (again && tries < MOST_TRIES) {
            begin(chance.seconds(20, 600), detail, target, tries + 1);
        }
    }

    private @Nullable Object order(ObjectNode detail, String target) {
        Instant begin = timeline.now();
        ObjectNode event = Json.object().put("source", "ecs-task-retry").put("detail-type", COMMAND);
        event.put("id", "command-" + ++number).put("time", begin.toString()).set("detail", detail);
        Object answer = function.apply(event);
        if (answer instanceof Answered answered) {
            given.add(new Given(detail.path("command").asText(), target, begin, timeline.now(), answered));
        }
        return answer;
    }

    private static boolean isTooEarly(Answered answer) {
        return answer.advice() != null && answer.advice().startsWith("Give the command again");
    }
}
