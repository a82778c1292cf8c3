package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Entry SUCCEEDED = entry("succeeded", CauseKind.SUCCESS);
    private static final Entry UNRECOGNISED = entry("unrecognised", CauseKind.AMBIGUOUS);

    @Test
    void aCauseWithSeveralKindsIsTheFirstOfThem() {
        Catalogue catalogue = new Catalogue(
                1,
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
    void theClassifiersOwnCausesMustBeThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Catalogue(1, List.of(SUCCEEDED)))
                .withMessage("the catalogue must have the cause 'unrecognised' of kind ambiguous");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Catalogue(1, List.of(entry("succeeded", CauseKind.TRANSIENT), UNRECOGNISED)))
                .withMessage("the catalogue must have the cause 'succeeded' of kind success");
    }

    @Test
    void everyCauseOfTheBuiltInCatalogueSaysWhatHappenedAndWhatToDo() {
        assertThat(Stops.CATALOGUE.entries()).extracting(Entry::cause).allSatisfy(cause -> {
            assertThat(cause.summary()).endsWith(".").hasSizeBetween(15, 200);
            assertThat(cause.advice()).endsWith(".").hasSizeBetween(10, 200);
            assertThat(cause.source()).startsWith("https://");
        });
    }

    @Test
    void theBuiltInCatalogueHasEveryKind() {
        assertThat(Stops.CATALOGUE.entries())
                .extracting(entry -> entry.cause().kind())
                .contains(CauseKind.values());
    }

    private static Entry entry(String id, CauseKind kind) {
        return new Entry(new Cause(id, kind, "What happened.", "What to do.", "https://example.com"), false, List.of());
    }
}
