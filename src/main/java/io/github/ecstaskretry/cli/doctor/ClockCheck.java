package io.github.ecstaskretry.cli.doctor;

import java.time.Duration;
import java.util.List;

/** AWS refuses requests whose time is more than five minutes off (IAM user guide, "Elements of an AWS API request signature"). */
final class ClockCheck {

    private static final String PART = "clock";
    private static final Duration REFUSED = Duration.ofMinutes(5);

    /** The answer's time has seconds, and some time passes on the way. */
    private static final Duration UNSEEN = Duration.ofSeconds(10);

    private ClockCheck() {}

    static List<CheckResult> findings(Duration skew) {
        long seconds = skew.abs().toSeconds();
        if (skew.abs().compareTo(UNSEEN) <= 0) {
            return List.of(CheckResult.ok(PART, "this machine's clock agrees with AWS's"));
        }
        String says =
                "this machine's clock is " + seconds + " s " + (skew.isNegative() ? "behind" : "ahead of") + " AWS's";
        String fix = "set it by NTP; until then --since, 'pending' and 'overdue' are off by that much";
        return List.of(
                skew.abs().compareTo(REFUSED) < 0 ? CheckResult.warning(PART, says, fix) : CheckResult.broken(PART, says, fix));
    }
}
