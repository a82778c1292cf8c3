package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.learn.LaunchQuery;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;

/** Reads the first launches of run-job's jobs from their executions, which have the whole request. */
public record FirstLaunches(Executions executions) implements LaunchSource {

    private static final String SOURCE = "run-job";

    @Override
    public Candidates find(LaunchQuery query) {
        AttemptId first = AttemptId.fromStartedBy(query.startedBy())
                .filter(AttemptId::isFirst)
                .orElse(null);
        return first == null
                ? Candidates.NOT_MINE
                : executions
                        .find(first, LaunchName.PLANNED)
                        .map(execution -> Candidates.of(new Learned.Launch(SOURCE, execution.request())))
                        .orElseGet(() -> Candidates.none("Step Functions does not know the execution "
                                + first.launchName() + " any more, which launched it."));
    }
}
