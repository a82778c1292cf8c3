package io.github.ecstaskretry.cli.audit.report;

import static io.github.ecstaskretry.cli.audit.report.ReportJobs.NOON;
import static io.github.ecstaskretry.cli.audit.report.ReportJobs.lost;
import static io.github.ecstaskretry.cli.audit.report.ReportJobs.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.JobTimeline;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Ruling;
import io.github.ecstaskretry.core.classify.CauseKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CauseLooksTest {

    private static final List<String> CAUSES = List.of("eni-error", "host-terminated", "quota", "spot-interruption");

    private static ListedAttempt attempt(String cause) {
        return lost("etl", new Ruling(cause, CauseKind.TRANSIENT, "patient", "(catalogue)", false));
    }

    private static CauseLooks of(Stream<String> causes) {
        return new CauseLooks(
                causes.map(cause -> timeline(NOON, attempt(cause))).toList());
    }

    private static String bar(CauseLooks looks, String cause) {
        return looks.bar(attempt(cause), 0, 0, 10, 10);
    }

    @Test
    void everyCauseHasALookOfItsOwnInTheHueOfItsKind() {
        CauseLooks looks = of(CAUSES.stream());

        assertThat(CAUSES.stream().map(cause -> bar(looks, cause)))
                .doesNotHaveDuplicates()
                .allSatisfy(bar -> assertThat(bar).contains("class=\"bar transient s"));
    }

    /** By its own name, not by what else a report has. */
    @Test
    void aCauseLooksTheSameInEveryReport() {
        assertThat(CAUSES)
                .allSatisfy(cause -> assertThat(bar(of(Stream.of(cause)), cause))
                        .isEqualTo(bar(of(Stream.of(cause, "quota")), cause)));
    }

    @Test
    void theLegendNamesCausesWithTheirKinds() {
        assertThat(of(CAUSES.stream()).legend().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).endsWith("</svg>quota (transient)</li>"));
    }

    @Test
    void moreCausesThanLooksAreAllNamed() {
        List<JobTimeline> many = Stream.iterate(1, i -> i + 1)
                .limit(20)
                .map(i -> timeline(NOON, attempt("cause-" + i)))
                .toList();

        assertThat(new CauseLooks(many).legend().lines()).hasSize(20);
    }
}
