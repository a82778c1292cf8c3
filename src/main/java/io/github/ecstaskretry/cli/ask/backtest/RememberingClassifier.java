package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.task.Stop;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the causes of the last stops, because classifying is most of a replay's work: each attempt is classified several times, and
 * many end alike.
 */
final class RememberingClassifier extends Classifier {

    private static final int MOST = 1_000;

    private final Map<Asked, Cause> causes = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Cause> eldest) {
            return size() > MOST;
        }
    };

    private record Asked(Stop stop, @Nullable String container) {}

    RememberingClassifier(Catalogue catalogue) {
        super(catalogue);
    }

    @Override
    public Cause classify(Stop stop, @Nullable String decidingContainer) {
        return causes.computeIfAbsent(
                new Asked(stop, decidingContainer), asked -> super.classify(asked.stop(), asked.container()));
    }
}
