package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final CatalogueEntry SUCCEEDED = entry("succeeded", CauseKind.SUCCESS);
    private static final CatalogueEntry UNRECOGNISED = entry("unrecognised", CauseKind.AMBIGUOUS);

    @Test
    void givesTheFirstKindOfACauseWithSeveral() {
        Catalogue catalogue = new Catalogue(
                1,
                List.of(),
                List.of(
                        entry("quota", CauseKind.PERMANENT),
                        entry("quota", CauseKind.TRANSIENT),
                        SUCCEEDED,
                        UNRECOGNISED));

        assertThat(catalogue.cause("quota").orElseThrow().kind()).isEqualTo(CauseKind.PERMANENT);
        assertThat(catalogue.cause("nothing")).isEmpty();
        assertThat(catalogue.ids()).containsExactly("quota", "succeeded", "unrecognised");
    }

    @Test
    void requiresTheCausesThatTheClassifierGivesItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Catalogue(1, List.of(), List.of(SUCCEEDED)))
                .withMessage("the catalogue must have the cause 'unrecognised' of kind ambiguous");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Catalogue(1, List.of(), List.of(entry("succeeded", CauseKind.TRANSIENT), UNRECOGNISED)))
                .withMessage("the catalogue must have the cause 'succeeded' of kind success");
    }

    @Test
    void hasASummaryAndAdviceForEveryBuiltInCause() {
        assertThat(Stops.CATALOGUE.entries()).extracting(CatalogueEntry::cause).allSatisfy(cause -> {
            assertThat(cause.summary()).endsWith(".").hasSizeBetween(15, 200);
            assertThat(cause.advice()).endsWith(".").hasSizeBetween(10, 200);
            assertThat(cause.source()).startsWith("https://");
        });
    }

    /** An entry that requires only faults has the kind of those faults. */
    @Test
    void givesAFaultOneKindInEveryPlace() {
        List<String> contradictions = new ArrayList<>();
        for (CatalogueEntry entry : Stops.CATALOGUE.entries()) {
            for (Recognition way : entry.when()) {
                List<Set<Sign>> asked = new ArrayList<>(way.all());
                asked.add(way.any());
                asked.stream()
                        .filter(signs -> !signs.isEmpty() && signs.stream().allMatch(Fault.class::isInstance))
                        .flatMap(signs -> signs.stream().map(Fault.class::cast))
                        .filter(fault -> way.launchTypes().isEmpty()
                                && fault.kind() != entry.cause().kind())
                        .forEach(fault -> contradictions.add(entry.cause().id() + " and " + fault.id()));
            }
        }

        assertThat(contradictions).isEmpty();
    }

    @Test
    void givesEveryErrorCodeOneFault() {
        assertThat(Stops.CATALOGUE.faults())
                .flatExtracting(Fault::codes)
                .extracting(code -> code.name().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(Stops.CATALOGUE.faults())
                .flatExtracting(Fault::codes)
                .extracting(ErrorCode::source)
                .allMatch(source -> source.startsWith("https://"));
    }

    @Test
    void hasEveryKind() {
        assertThat(Stops.CATALOGUE.entries())
                .extracting(entry -> entry.cause().kind())
                .contains(CauseKind.values());
    }

    private static CatalogueEntry entry(String id, CauseKind kind) {
        return new CatalogueEntry(
                new Cause(id, kind, "What happened.", "What to do.", "https://example.com"), false, List.of());
    }
}
