package io.github.ecstaskretry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.task.ContainerExit;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemBoundsTest {

    private static final ContainerExit APP = new ContainerExit("app", 1L, null);

    @Test
    void keepsEcsTextsWhole() {
        String longest = "x".repeat(ItemBounds.TEXT);

        assertThat(ItemBounds.text(longest)).isEqualTo(longest);
        assertThat(ItemBounds.text(null)).isNull();
        assertThat(ItemBounds.containers(Collections.nCopies(30, APP))).hasSize(30);
    }

    @Test
    void aTextBeyondTheBoundIsCutWithAMark() {
        assertThat(ItemBounds.text("x".repeat(5_000))).isEqualTo("x".repeat(4_096) + "… [cut from 5000 characters]");
    }

    @Test
    void noCharacterIsCutInTwo() {
        String cut = ItemBounds.text("x".repeat(4_095) + "😀".repeat(10));

        assertThat(cut).startsWith("x".repeat(4_095) + "… [cut");
        assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cut);
    }

    @Test
    void containersBeyondTheBoundAreCounted() {
        List<ContainerExit> kept = ItemBounds.containers(Collections.nCopies(42, APP));

        assertThat(kept).hasSize(31);
        assertThat(kept.getLast().name()).isEqualTo("[12 more containers]");
        assertThat(kept.getLast().succeeded()).isFalse();
    }
}
