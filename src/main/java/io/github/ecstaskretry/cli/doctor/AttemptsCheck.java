package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import java.util.ArrayList;
import java.util.List;

/** What was promised has been done. */
final class AttemptsCheck {

    private static final String PART = "attempts";

    private AttemptsCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.backlog(),
                CheckResult.unknown(PART, "not known without the table"),
                AttemptsCheck::findings);
    }

    private static List<CheckResult> findings(Backlog backlog) {
        List<CheckResult> findings = new ArrayList<>();
        if (backlog.retries() > 0) {
            findings.add(CheckResult.warning(
                    PART,
                    CheckResult.counted(backlog.retries(), "re-run has", "re-runs have") + " not ended "
                            + Backlog.RETRY_PATIENCE.toHours() + " hours after being due",
                    "'ecs-retry pending' names them, 'ecs-retry show' has links to their tasks"));
        }
        if (backlog.notices() > 0) {
            findings.add(CheckResult.broken(
                    PART,
                    CheckResult.counted(backlog.notices(), "end is", "ends are") + " not announced after "
                            + Backlog.NOTICE_PATIENCE.toMinutes() + " minutes",
                    "the function's log says why SNS does not take them"));
        }
        return findings.isEmpty() ? List.of(CheckResult.ok(PART, "no re-run and no notice is overdue")) : findings;
    }
}
