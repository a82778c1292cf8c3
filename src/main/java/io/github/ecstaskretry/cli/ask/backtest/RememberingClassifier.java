package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.task.Stop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the causes of some stops, because classifying is most of a replay's work: each attempt is classified several times, and
 * many end alike. Several threads may ask it.
 */
final class RememberingClassifier extends Classifier {

    private static final int MOST = 1_000;

    private final Map<Asked, Cause> causes = new ConcurrentHashMap<>();

    private record Asked(Stop stop, @Nullable String container) {}

    RememberingClassifier(Catalogue catalogue) {
        super(catalogue);
    }

    @Override
    public Cause classify(Stop stop, @Nullable String decidingContainer) {
        if (causes.size() > MOST) {
            causes.clear();
        }
        return causes.computeIfAbsent(
                new Asked(stop, decidingContainer), asked -> super.classify(asked.stop(), asked.container()));
    }
}
