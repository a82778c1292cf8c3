package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import java.util.List;

/** No re-run and no notice is overdue. */
final class AttemptsCheck {

    private AttemptsCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("attempts");
        results.read(deployment.backlog(), () -> results.unknown("not known without the table"), backlog -> {
            if (backlog.retries() > 0) {
                results.warning(
                        CheckResults.counted(backlog.retries(), "re-run has", "re-runs have") + " not ended "
                                + Backlog.RETRY_PATIENCE.toHours() + " hours after being due",
                        "'ecs-retry pending' names them, 'ecs-retry show' has links to their tasks");
            }
            if (backlog.notices() > 0) {
                results.broken(
                        CheckResults.counted(backlog.notices(), "outcome is", "outcomes are") + " not announced after "
                                + Backlog.NOTICE_PATIENCE.toMinutes() + " minutes",
                        "see the function's log for why SNS refuses them");
            }
        });
        return results.orOk("no re-run and no notice is overdue");
    }
}
