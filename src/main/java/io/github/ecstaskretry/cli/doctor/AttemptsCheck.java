package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Backlog;
import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import java.util.ArrayList;
import java.util.List;

/** What was promised has been done. */
final class AttemptsCheck {

    private static final String PART = "attempts";

    private AttemptsCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.backlog(),
                Finding.unknown(PART, "not known without the table"),
                AttemptsCheck::findings);
    }

    private static List<Finding> findings(Backlog backlog) {
        List<Finding> findings = new ArrayList<>();
        if (backlog.retries() > 0) {
            findings.add(Finding.warning(
                    PART,
                    Finding.counted(backlog.retries(), "re-run has", "re-runs have") + " not ended "
                            + Backlog.RETRY_PATIENCE.toHours() + " hours after being due",
                    "'ecs-retry pending' names them, 'ecs-retry show' has links to their tasks"));
        }
        if (backlog.notices() > 0) {
            findings.add(Finding.broken(
                    PART,
                    Finding.counted(backlog.notices(), "end is", "ends are") + " not announced after "
                            + Backlog.NOTICE_PATIENCE.toMinutes() + " minutes",
                    "the function's log says why SNS does not take them"));
        }
        return findings.isEmpty() ? List.of(Finding.ok(PART, "no re-run and no notice is overdue")) : findings;
    }
}
