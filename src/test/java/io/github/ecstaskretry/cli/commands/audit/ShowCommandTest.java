package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.Run;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShowCommandTest extends AuditCommandFixture {

    @Test
    void showsAJobByAnyOfItsNames() {
        String byId = run("show", recovered).out();

        assertThat(byId).contains("SUCCEEDED after 3 attempts");
        assertThat(run("show", RecordedJobs.taskId(recovered, 3)).out()).isEqualTo(byId);
        assertThat(run("show", "arn:aws:ecs:eu-west-1:111122223333:task/prod/" + RecordedJobs.taskId(recovered, 2))
                        .out())
                .isEqualTo(byId);
        assertThat(run("show", "arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:" + recovered + "-3")
                        .out())
                .isEqualTo(byId);
        assertThat(run("show", recovered + "-3").out()).isEqualTo(byId);
        assertThat(run("show", "--last", "etl").out()).isEqualTo(byId);
        assertThat(run("show", "--last", "other").err()).contains("the table has no job of family 'other'");
        assertThat(run("show", recovered, "--last", "etl").err()).contains("give either JOB or --last FAMILY");
        assertThat(run("show").exitCode()).isEqualTo(2);
        assertThat(run("show", "ecs-retry/" + recovered + "/2").out()).isEqualTo(byId);
        assertThat(byId.lines().map(String::strip).filter(line -> line.matches(".*https://.*(tasks|executions)/.*")))
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(run("show", line.substring(line.indexOf("https://")))
                                .out())
                        .isEqualTo(byId));
    }

    @Test
    void showsWhatHappenedToAJobWhyAndWhatFollowed() {
        Run run = run("show", recovered);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Attempt 1", "Attempt 2", "Attempt 3")
                .contains("container app: exit code 1")
                .contains("RETRY by (otherwise) of policy patient, file version 0123456789ab")
                .contains("was to wait 10s, until " + day + " 13:00:10Z")
                .contains("was to wait 20s, until " + day + " 13:11:20Z")
                .contains("SUCCEEDED by (success) of policy patient")
                .contains("https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/prod/tasks/" + recovered + "/logs")
                .contains("#/v2/executions/details/arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:"
                        + recovered + "-2");
    }

    @Test
    void writesEveryAttemptOfAJobAsJson() {
        JsonNode story = json("show", recovered);

        assertThat(story.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(story.path("durationSeconds").asInt()).isEqualTo(32 * 60);
        assertThat(story.path("attempts"))
                .extracting(attempt -> attempt.path("decision").asText())
                .containsExactly("RETRY", "RETRY", "TERMINAL");
        assertThat(story.at("/attempts/0/delaySeconds").asInt()).isEqualTo(10);
        assertThat(story.at("/attempts/0/containers/0/exitCode").asInt()).isEqualTo(1);
        assertThat(story.at("/attempts/0/policyVersion").asText()).isEqualTo("0123456789ab");
        assertThat(story.at("/attempts/2/outcome").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void endsTheStoryOfAnOpenJobWithWhatHappensNow() {
        Run soon = run("show", waiting);
        Run late = run("show", flying);

        assertThat(soon.lines().getLast()).matches("Now +attempt 2 is due in [0-9ms]+, .*Z");
        assertThat(soon.out()).contains("waits 1h, until ");
        assertThat(late.lines().getLast())
                .matches("Now +attempt 2 was due [78]h[0-9ms]* ago, .*Z, and its end is not recorded: OVERDUE,"
                        + " look at the execution");
        assertThat(late.out()).contains("was to wait 10s, until ");
        assertThat(run("show", recovered).out()).doesNotContain("Now ");
        assertThat(run("show", observed).out()).contains("would wait 10s").doesNotContain("Now ");
    }

    @Test
    void writesWhenTheNextAttemptOfAnOpenJobIsDueAsJson() {
        JsonNode soon = json("show", waiting);
        JsonNode late = json("show", flying);

        assertThat(soon.path("dueAt")).isEqualTo(soon.at("/attempts/0/notBefore"));
        assertThat(soon.path("overdue").asBoolean(true)).isFalse();
        assertThat(late.path("overdue").asBoolean()).isTrue();
        assertThat(json("show", recovered).has("dueAt")).isFalse();
        assertThat(json("show", observed).has("dueAt")).isFalse();
    }

    @Test
    void replacesControlCharactersInAReason() {
        jobs().handle(TaskEvent.stopped("UserInitiated", "\u001B[2Jgone\u0007\nAttempt 2")
                .task("hostile"));

        assertThat(run("show", "hostile").out())
                .contains("UserInitiated: ␛[2Jgone␇ Attempt 2")
                .doesNotContain("\u001B", "\u0007");
        assertThat(json("show", "hostile").at("/attempts/0/reason").asText())
                .isEqualTo("\u001B[2Jgone\u0007\nAttempt 2");
    }

    /** The policy waits 10 s. */
    @Test
    void saysWhatThePaceAddsToTheBackoff() {
        RecordedJobs jobs = jobs();
        jobs.nextSlot(Duration.ofMinutes(12));
        jobs.handle(TaskEvent.exited(1).task("paced"));

        assertThat(run("show", "paced").out()).contains("wait 12m10s (12m of it for its slot in the pace), until ");
        assertThat(json("show", "paced").at("/attempts/0/pacedFrom").asText()).isEqualTo("2026-01-31T12:00:10.000Z");
        assertThat(json("show", waiting).at("/attempts/0").has("pacedFrom")).isFalse();
    }

    @Test
    void exitsWith1ForAnUnknownJob() {
        Run run = run("show", "nobody");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the table has no job 'nobody'", "'ecs-retry show --last nobody'");
        assertThat(run("show", "arn:aws:sns:eu-west-1:111122223333:topic").exitCode())
                .isEqualTo(2);
    }

    @Test
    void findsAJobByTheBeginningOfItsId() {
        String one = "0badcafe000000000000000000000001";
        String another = "0badcafe000000000000000000000002";
        jobs().handle(TaskEvent.exited(1).task(one));
        jobs().handle(TaskEvent.exited(1).task(one + "-r1"));
        jobs().handle(TaskEvent.exited(1).task(another));

        assertThat(run("show", another.substring(0, 31)).err())
                .contains("is the beginning of 2 jobs; give more of the id: ", one, another);

        // It ended long ago, so only its whole id names it.
        jobs().cancel(another, Instant.parse("2026-01-31T12:00:05Z"));
        assertThat(run("show", "0badcafe").out()).contains(one).doesNotContain(one + "-r1");
        assertThat(run("show", "0badcafe-r1").out()).contains(one + "-r1");
        assertThat(run("show", "0bad-r2").exitCode()).isEqualTo(1);
        assertThat(run("show", "0bada").err()).contains("name others by the whole id");
    }

    @Test
    void findsTheJobOfARunningRerunByItsStartedBy() {
        String running = RecordedJobs.taskId(flying, 2);

        assertThat(run("show", running).err()).contains("has not stopped", "startedBy", "ecs-retry/JOB/ATTEMPT");
        assertThat(run("show", flying).out()).contains("RUNNING after 1 attempt");
    }
}
