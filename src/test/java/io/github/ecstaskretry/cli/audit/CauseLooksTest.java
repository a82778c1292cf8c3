package io.github.ecstaskretry.cli.audit;

import static io.github.ecstaskretry.cli.audit.ReportJobs.NOON;
import static io.github.ecstaskretry.cli.audit.ReportJobs.lost;
import static io.github.ecstaskretry.cli.audit.ReportJobs.timeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.classify.CauseKind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CauseLooksTest {

    private static final List<String> CAUSES = List.of("eni-error", "host-terminated", "quota", "spot-interruption");

    private static ListedAttempt attempt(String cause) {
        return lost("etl", cause, CauseKind.TRANSIENT);
    }

    private static CauseLooks of(Stream<String> causes) {
        return new CauseLooks(
                causes.map(cause -> timeline(NOON, attempt(cause))).toList());
    }

    @Test
    void givesEveryCauseALookOfItsOwnInTheHueOfItsKind() {
        CauseLooks looks = of(CAUSES.stream());

        assertThat(CAUSES.stream().map(cause -> looks.of(attempt(cause))))
                .extracting(look -> look.shade() + "/" + look.pattern())
                .doesNotHaveDuplicates();
        assertThat(looks.all()).extracting(CauseLooks.Look::kind).containsOnly("transient");
    }

    @Test
    void givesACauseTheSameLookInEveryReport() {
        assertThat(CAUSES)
                .allSatisfy(cause -> assertThat(of(Stream.of(cause)).of(attempt(cause)))
                        .isEqualTo(of(Stream.of(cause, "quota")).of(attempt(cause))));
    }

    @Test
    void listsCausesWithTheirKindsByName() {
        assertThat(of(CAUSES.stream().sorted((one, other) -> other.compareTo(one)))
                        .all())
                .extracting(CauseLooks.Look::cause)
                .containsExactlyElementsOf(CAUSES);
    }

    @Test
    void listsMoreCausesThanThereAreLooks() {
        assertThat(of(IntStream.range(0, 20).mapToObj(i -> "cause-" + i)).all()).hasSize(20);
    }
}
