package io.github.ecstaskretry.core.decide;

import java.time.Duration;

/** The shortest and the longest delay that a backoff and its jitter can give, in whole seconds. */
public record DelayRange(Duration shortest, Duration longest) {}
