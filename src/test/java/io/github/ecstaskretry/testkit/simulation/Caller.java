package io.github.ecstaskretry.testkit.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Who launches the first task of a job, and in which network. The task's event shows only {@code startedBy} of this.
 *
 * @param kind a person, a rule of EventBridge, a schedule of EventBridge Scheduler, or run-job
 * @param name the rule's or the schedule's; a person's {@code startedBy}, null without one; the id of run-job's job
 * @param network names the subnet and the security group
 */
record Caller(Kind kind, @Nullable String name, String network) {

    /** The network that a policy file declares. */
    static final String DECLARED = "0a";

    private static final int LONGEST_STARTED_BY = 36;

    enum Kind {
        PERSON,
        RULE,
        SCHEDULE,
        RUN_JOB
    }

    static Caller any(Chance chance) {
        String network = chance.id().substring(0, 8);
        double unit = chance.unit();
        if (unit < 0.5) {
            return new Caller(Kind.PERSON, unit < 0.25 ? null : "nightly", network);
        }
        return unit < 0.75
                ? new Caller(Kind.RULE, "nightly-" + network, network)
                : new Caller(Kind.SCHEDULE, network + "-every-night-at-two", network);
    }

    boolean isPerson() {
        return kind == Kind.PERSON;
    }

    boolean isRunJob() {
        return kind == Kind.RUN_JOB;
    }

    /** Rules and schedules give a prefix and as much of their name as fits. */
    @Nullable String startedBy() {
        String whole = switch (kind) {
            case PERSON -> name;
            case RULE -> "events-rule/" + name;
            case SCHEDULE -> "chronos-schedule/" + name;
            case RUN_JOB -> "ecs-retry/" + name + "/1";
        };
        return whole == null || isRunJob() ? whole : whole.substring(0, Math.min(whole.length(), LONGEST_STARTED_BY));
    }

    /** Its name in {@code launchSource}. */
    String source() {
        return isRunJob() ? "run-job" : kind == Kind.RULE ? "rule:" + name : "schedule:default/" + name;
    }

    static String subnet(String network) {
        return "subnet-" + network;
    }

    static String securityGroup(String network) {
        return "sg-" + network;
    }
}
