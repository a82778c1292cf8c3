package io.github.ecstaskretry.cli.doctor;

import java.time.Duration;
import java.util.List;

/** AWS refuses a request whose time is more than five minutes off (IAM user guide, "Elements of an AWS API request signature"). */
final class ClockCheck {

    private static final Duration REFUSED = Duration.ofMinutes(5);

    /** The answer's time is in whole seconds, and the answer takes some time. */
    private static final Duration UNSEEN = Duration.ofSeconds(10);

    private ClockCheck() {}

    static List<CheckResult> results(Duration skew) {
        CheckResults results = new CheckResults("clock");
        String says = "this machine's clock is " + skew.abs().toSeconds() + " s "
                + (skew.isNegative() ? "behind" : "ahead of") + " AWS's";
        String fix = "set it by NTP; until then --since, 'pending' and 'overdue' are off by that much";
        if (skew.abs().compareTo(REFUSED) >= 0) {
            results.broken(says, fix);
        } else if (skew.abs().compareTo(UNSEEN) > 0) {
            results.warning(says, fix);
        }
        return results.orOk("this machine's clock agrees with AWS's");
    }
}
