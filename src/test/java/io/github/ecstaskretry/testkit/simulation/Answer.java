package io.github.ecstaskretry.testkit.simulation;

/** RunTask's answer to a launch. */
enum Answer {
    TASK,
    NO_ROOM,
    DENIED;

    static Answer any(Chance chance) {
        double unit = chance.unit();
        return unit < 0.8 ? TASK : unit < 0.97 ? NO_ROOM : DENIED;
    }
}
