package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.testkit.simulation.Oracle.Expected;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.function.Consumer;

/** Compares a job's notices with the oracle's: their content and attributes, without secrets. */
final class NoticeCheck {

    private NoticeCheck() {}

    static void check(World world, Job job, List<Recorded> records, List<Expected> expected, Consumer<String> report) {
        Recorded last = records.getLast();
        List<Topic.Notice> notices = world.topic().notices(job.id());
        if (!last.isTerminal() || notices.isEmpty()) {
            return;
        }
        Topic.Notice notice = notices.getLast();
        same(job, "outcome", notice.attribute("outcome"), last.text("outcome"), report);
        same(job, "cause", notice.attribute("cause"), expected.getLast().truth().cause(), report);
        same(job, "policy", notice.attribute("policy"), expected.getLast().terms().name, report);
        checkText(job, notice, report);
        if (notice.isDigest()) {
            checkDigest(job, notice, report);
        } else {
            checkAlone(job, notice, records, expected, report);
        }
    }

    private static void checkDigest(Job job, Topic.Notice notice, Consumer<String> report) {
        same(
                job,
                "jobs",
                notice.attribute("jobs"),
                String.valueOf(notice.jobIds().size()),
                report);
        same(job, "jobs in its body", notice.body().at("/digest/jobs").asText(), notice.attribute("jobs"), report);
        has(job, "clusters", notice.attribute("cluster"), job.cluster(), report);
        has(job, "families", notice.attribute("family"), job.family(), report);
    }

    private static void has(Job job, String what, String list, String wanted, Consumer<String> report) {
        if (!list.contains('"' + wanted + '"')) {
            report.accept("oracle: " + job.id() + "'s digest has " + what + " " + list + ", not " + wanted);
        }
    }

    private static void checkAlone(
            Job job, Topic.Notice notice, List<Recorded> records, List<Expected> expected, Consumer<String> report) {
        String chain = String.join(
                " ", expected.stream().map(attempt -> attempt.truth().cause()).toList());
        String told = String.join(
                " ",
                Json.elements(notice.body().path("attempts"))
                        .map(attempt -> attempt.path("cause").asText())
                        .toList());
        same(job, "attempts' causes", told, chain, report);
        same(job, "cluster", notice.attribute("cluster"), job.cluster(), report);
        same(job, "family", notice.attribute("family"), job.family(), report);
        same(job, "attempts", notice.attribute("attempts"), String.valueOf(records.size()), report);
        same(job, "jobId", notice.attribute("jobId"), job.id(), report);
    }

    private static void checkText(Job job, Topic.Notice notice, Consumer<String> report) {
        if (notice.body().toString().contains(Job.SECRET)) {
            report.accept("oracle: " + job.id() + "'s notice shows a secret");
        }
        if (notice.subject().length() >= 100 || notice.subject().chars().anyMatch(c -> c < 32 || c > 126)) {
            report.accept("oracle: " + job.id() + "'s subject is refused by SNS: " + notice.subject());
        }
    }

    private static void same(Job job, String what, String actual, String wanted, Consumer<String> report) {
        if (!wanted.equals(actual)) {
            report.accept("oracle: " + job.id() + "'s notice has " + what + " " + actual + ", not " + wanted);
        }
    }
}
